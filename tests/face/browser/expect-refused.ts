import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FaceFault } from '../../../app/presence/face-state.ts';
import { faultWords } from '../../../app/presence/check/face-words.ts';
import type { Sql } from '../../../db/client.ts';
import { readEvents, verifyLog } from '../../cheats/read-ledger.ts';

/** How the check on the page ended, in its big sentence; waits for it. */
export async function endOfCheck(page: Page, timeout = 220_000): Promise<string> {
  const title = page.locator('h1').first();
  // Tests that run beside each other share no state that `expect.poll` could lean on.
  for (const endsMs = Date.now() + timeout; Date.now() < endsMs; await sleep(200)) {
    const said = await title.innerText({ timeout: 500 }).catch(() => '');
    if (!/^$|看看是您|照张相,看/.test(said)) return said;
  }
  throw new Error(`the check did not end within ${timeout} ms`);
}

/** The last check as the server keeps it. */
export async function readLastCheck(sql: Sql, learnerId: string) {
  const [row] = await sql<{ id: string; state: string; fault: FaceFault | null; purpose: string }[]>`
    select id, state, fault, purpose from face_challenge where learner_id = ${learnerId}
    order by asked_wall_ms desc limit 1`;
  return row ?? null;
}

/** No lesson was opened and nothing earned (I4), and the log holds. */
export async function expectNoCredit(sql: Sql, learnerId: string): Promise<void> {
  expect(await sql`select fence from lease where learner_id = ${learnerId}`).toHaveLength(0);
  expect(
    await sql`select 1 from lesson_progress p left join chain_head h on h.learner_id = p.learner_id
      where p.learner_id = ${learnerId} and (frontier_ms > 0 or h.span_to_ms > 0)`,
  ).toHaveLength(0);
  await verifyLog(sql, learnerId);
}

/**
 * The server found one of these faults, gave no lease and no credit, and the page says that very fault with its
 * repair, another try and the way to a person.
 */
export async function expectRefused(
  sql: Sql,
  page: Page,
  learnerId: string,
  faults: readonly FaceFault[],
): Promise<void> {
  const check = await readLastCheck(sql, learnerId);
  expect(check?.state, await page.locator('main').innerText()).toBe('failed');
  const fault = check?.fault as FaceFault;
  expect(faults).toContain(fault);
  const { say, fix } = faultWords[fault];
  expect(await page.locator('h1').first().innerText()).toBe(say.zh);
  expect(await page.locator('[role=status]').innerText()).toBe(fix.zh);
  await page.getByRole('button', { name: '再试一次' }).waitFor({ timeout: 2_000 });
  const teacher = page.getByRole('link', { name: '找老师' });
  expect(await teacher.getAttribute('href')).toMatch(/^tel:\d+$/);
  const checked = await readEvents(sql, learnerId, 'face_checked');
  expect(checked.at(-1)).toMatchObject({ challengeId: check?.id, result: 'failed', fault });
  await expectNoCredit(sql, learnerId);
}
