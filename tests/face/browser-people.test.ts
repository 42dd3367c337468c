import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalWords } from '../../app/platform/words.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { answerOnPage, readOpenControl } from '../e2e/answer-on-page.ts';
import { admitLearner } from './browser/admit-learner.ts';
import { expectNoCredit, expectRefused, readLastCheck } from './browser/expect-refused.ts';
import type { Portrait } from './clips/portraits.ts';
import { obey } from './obey.ts';
import { openStudio, type Studio } from './open-studio.ts';

// D01, D02, D05 in real Chromium, at the product's own pages: who stands before the camera. The people are warps of
// package photographs: this proves the wiring, order and identity, never a rate at which attacks are found.

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio('A1', { face_answer_s: 90 });
}, 120_000);
afterAll(() => studio?.close());

const another = { person: (): Portrait => 'B' };

/** The lesson's page at the moment at which the check begins. */
async function beginCheck(place: number): Promise<Page> {
  const page = await studio.enter(place);
  await page.goto('/lessons/1');
  await page.getByRole('button', { name: '开始照' }).click();
  return page;
}

it('another person does everything as asked, three times: then only a person helps, and her hours are marked', async () => {
  const place = 1;
  const { sql, puppet } = studio;
  const { id } = await admitLearner(studio, place);
  await puppet.show('B');
  const page = await beginCheck(place);
  expect(await obey(page, puppet, another)).toBe('没认出您。');
  await expectRefused(sql, page, id, ['other_person']);
  await page.getByRole('button', { name: '再试一次' }).click();
  expect(await obey(page, puppet, another)).toBe('没认出您。');
  await page.getByRole('button', { name: '再试一次' }).click();
  expect(await obey(page, puppet, another)).toBe('请老师来帮您看一下。');
  expect(await page.getByRole('button', { name: '再试一次' }).count()).toBe(0);
  await page.getByRole('link', { name: '找老师' }).waitFor({ timeout: 2_000 });
  const cases = await sql<{ kind: string }[]>`
    select kind from face_case where learner_id = ${id} and decided_at is null and kind <> 'duplicate'`;
  expect(cases).toEqual([{ kind: 'three_tries' }]);

  await page.reload();
  const { say, fix } = refusalWords.face_needs_person;
  await page.getByText(`${say.zh}${fix.zh}`).waitFor({ timeout: 10_000 });
  await page.getByRole('link', { name: /打电话/ }).waitFor({ timeout: 2_000 });
  await expectNoCredit(sql, id);

  await studio.decide(place, 'three_tries', 'witnessed');
  await page.reload();
  await page.getByRole('button', { name: '开始学' }).click({ timeout: 10_000 });
  await expect
    .poll(
      async () => {
        const control = await readOpenControl(sql, id);
        return control !== null && (await answerOnPage(page, puppet, control));
      },
      { timeout: 45_000 },
    )
    .toBe(true);
  const [lease] = await sql<{ face: string }[]>`select face from lease where learner_id = ${id}`;
  expect(lease?.face).toBe('witnessed');
  const verdict = await verifyLog(sql, id);
  expect(verdict.creditedMs).toBeGreaterThan(3_000);
  expect(verdict.hours[0]).toMatchObject({ witnessed: true, conditions: { P007: null } });
  await page.context().close();
}, 240_000);

it('two people, nobody, a covered lens: the page says what hinders, and nothing is opened meanwhile', async () => {
  const { sql, puppet } = studio;
  const { id } = await admitLearner(studio, 2);
  await puppet.show('two');
  const page = await beginCheck(2);
  const says = (words: string) =>
    expect.poll(() => page.locator('[role=status]').first().innerText(), { timeout: 45_000 }).toBe(words);
  await says('请您一个人照。');
  await puppet.show('nobody');
  await says('没看到脸。看手机。');
  await puppet.show('black');
  await says('光太暗。脸朝着窗户或灯。');
  await page.getByRole('link', { name: '找老师' }).waitFor({ timeout: 2_000 });
  expect((await readLastCheck(sql, id))?.state ?? 'asked').toBe('asked');
  await expectNoCredit(sql, id);
  await page.context().close();
}, 150_000);
