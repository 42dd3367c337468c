import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openClassroom, says, type Classroom } from '../lesson/open-classroom.ts';
import { hook, readNaive } from './hook-page.ts';
import { readLedger, verifyLog } from './read-ledger.ts';

// P005 in real Chromium: windows that cannot see each other, or refuse to, earn what one does (B01, B03, B04).

/** What Chromium itself writes when a request is refused. */
const refused = [/status of (4\d\d|503)/, /ERR_/];

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom({ popup_min_gap_s: 200, popup_max_gap_s: 210, class_hour_min_s: 600 });
});
afterAll(() => classroom?.close());

/** Opens the lesson, takes it over where that is asked, and starts it. */
async function start(page: Page): Promise<void> {
  await page.goto(`${classroom.url}/lessons/1`);
  const here = page.getByRole('button', { name: '在这里学' });
  const begin = page.getByRole('button', { name: /开始学|接着学/ });
  await here.or(begin).first().waitFor({ timeout: 20_000 });
  if (await here.isVisible()) await here.click();
  await begin.click({ timeout: 20_000 });
}

async function expectOneClock(place: number, pages: Page[], startedMs: number) {
  const naive = await Promise.all(pages.map(readNaive));
  await Promise.all(pages.map((page) => page.close()));
  const wallMs = performance.now() - startedMs;
  await sleep(1_000);
  const { id } = fixtureLearner(place);
  const ledger = await readLedger(classroom.sql, id);
  const [live] = await classroom.sql<{ n: number }[]>`
    select count(*)::int as n from lease where learner_id = ${id} and ended_at is null`;
  await verifyLog(classroom.sql, id);
  expect(ledger.frontierMs).toBeLessThanOrEqual(wallMs);
  expect(live?.n).toBeLessThanOrEqual(1);
  return { ...ledger, naiveMs: naive.reduce((sum, { naivePlayedMs }) => sum + naivePlayedMs, 0), wallMs };
}

it('three tabs without locks, channels or storage earn what one does; the losers stop and say so', async () => {
  const first = await classroom.enter(1, refused);
  await hook(first.context(), 'no locks');
  const pages = [
    first,
    await classroom.another(first.context(), refused),
    await classroom.another(first.context(), refused),
  ];
  const startedMs = performance.now();
  for (const page of pages) {
    await start(page);
    await sleep(6_000);
  }
  for (const page of pages.slice(0, 2)) {
    await says(page, '您在另一个窗口学,这里停了。', 10_000);
    expect(await page.locator('.lesson-player video').count()).toBe(0);
  }
  await sleep(6_000);
  const counted = await expectOneClock(1, pages, startedMs);
  expect(counted.frontierMs).toBeGreaterThan(8_000);
});

it('two browsers that play on whatever they are told earn what one does', async () => {
  const pages = [await classroom.enter(2, refused), await classroom.enter(2, refused)];
  const startedMs = performance.now();
  for (const page of pages) {
    await hook(page.context(), 'no locks');
    // The page never learns that its lease has ended: each 409 to a beat is turned into silence.
    await page.route('**/study/beats', async (route) => {
      const answer = await route.fetch();
      if (answer.status() === 409) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await start(page);
  }
  await sleep(18_000);
  const counted = await expectOneClock(2, pages, startedMs);
  expect(counted.frontierMs).toBeGreaterThan(8_000);
  // The first one really played on: adding both up gives more than the clock of the winner.
  expect(counted.naiveMs).toBeGreaterThan(counted.frontierMs * 1.4);
});
