import { afterAll, beforeAll, expect, it } from 'vitest';
import { setProfile } from '../cheats/open-school.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { sessionHashOf } from '../face/known-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import { answerTest, submitTest } from '../../app/study/final-test/answer-test.server.ts';
import { openTest } from '../../app/study/final-test/open-test.server.ts';
import { runAxe, shoot } from '../harness/examine-page.ts';
import { finishLessons, putQuestions, readPaper, rightOf } from './sit-test.ts';

// The desk page of the final test: what everybody sees, and one more try by two people.

let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite(async (house) => {
    const { sql } = house;
    await setProfile(sql, {
      final_test: {
        questions: 5,
        limit_s: 1800,
        pass_pct: 60,
        tries: 1,
        retry_wait_s: 86_400,
        face_within_s: 300,
      },
    });
    await putQuestions(sql);
    for (const [place, right] of [
      [1, 5],
      [2, 1],
      [3, null],
    ] as const) {
      const learner = fixtureLearner(place);
      await finishLessons(sql, learner);
      const sitter = {
        learnerId: learner.id,
        sessionHash: sessionHashOf(await signIn(house.db, learner.phone)),
      };
      const request = { classId: fixtures.classId, windowId: `window-${place}`, takeOver: false };
      const { paperId, fence } = (await openTest(sql, sitter, request)).standing;
      if (right === null) continue;
      const places = rightOf(await readPaper(sql, paperId));
      for (const [i, choice] of places.entries())
        await answerTest(sql, learner.id, {
          ...{ paperId, fence, seq: i + 1, place: i + 1, choice: i < right ? choice : (choice + 1) % 3 },
        });
      // As if the photograph had been asked and had not come.
      await sql`update test_paper set photos_missed = 1 where id = ${paperId}`;
      await submitTest(sql, learner.id, { paperId, fence });
    }
  });
}, 120_000);
afterAll(() => site?.close());

const path = `/desk/classes/${fixtures.classId}/tests`;

it('a clerk sees who took it and gives one more try; the bureau confirms it; nobody can touch a result', async () => {
  const [passed, failed, running] = [1, 2, 3].map((place) => fixtureLearner(place).name);
  const page = await site.sit(fixtures.clerk.phone, [/status of 4/]);
  await page.goto(`/desk/classes/${fixtures.classId}/board`);
  await page.getByRole('link', { name: '考试', exact: true }).click();
  await page.waitForURL(/\/tests$/);
  await page.getByText('成绩由服务器判定').waitFor();
  const row = (name = '') =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  expect(await row(passed).innerText()).toMatch(
    /考过了[\s\S]*5 \/ 5[\s\S]*1 \/ 1 次[\s\S]*没有算数的照片,由主管部门定/,
  );
  expect(await row(failed).innerText()).toMatch(/没考过[\s\S]*1 \/ 5/);
  expect(await row(running).innerText()).toContain('正在考');
  expect(await row(fixtureLearner(4).name).innerText()).toContain('课没学完');
  expect(await runAxe(page)).toEqual([]);
  // Only who did not pass is offered; a reason that says nothing keeps what was typed.
  expect(await page.getByLabel('学员').locator('option').allInnerTexts()).toEqual([
    expect.stringContaining(failed ?? ''),
  ]);
  await page.getByLabel('说明').fill('停电');
  await page.getByLabel('说明').evaluate((field) => field.removeAttribute('minlength'));
  await page.getByRole('button', { name: '加考一次' }).click();
  await page.getByText('至少写 4 个字。').waitFor();
  expect(await page.getByLabel('说明').inputValue()).toBe('停电');
  await page.getByLabel('说明').fill('三点到三点半停电,没答完');
  await page.getByRole('button', { name: '加考一次' }).click();
  await page.getByText('记下了。').waitFor();
  await page.getByText('等另一人确认').waitFor();
  expect(await page.getByRole('button', { name: '确认', exact: true }).count()).toBe(0);
  expect(await runAxe(page)).toEqual([]);
  await shoot(page, 'desk-tests-clerk');

  const bureau = await site.sit(fixtures.bureau.phone);
  await bureau.goto(path);
  await bureau.getByText('三点到三点半停电,没答完').waitFor();
  expect(await bureau.getByRole('button', { name: '加考一次' }).count()).toBe(0);
  expect(await runAxe(bureau)).toEqual([]);
  await bureau.getByRole('button', { name: '确认', exact: true }).click();
  await bureau.getByText(`已确认 ${fixtures.bureau.name}`).waitFor();
  expect(
    await bureau
      .getByRole('button')
      .filter({ hasText: /确认|改|删/ })
      .count(),
  ).toBe(0);
  await bureau.setViewportSize({ width: 390, height: 844 });
  expect(await bureau.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await runAxe(bureau)).toEqual([]);
  await shoot(bureau, 'desk-tests-bureau-390');
  await page.reload();
  expect(await row(failed).innerText()).toContain('1 / 2 次');
  await page.getByText('现在没有人要加考。').waitFor();
  await page.context().close();
  await bureau.context().close();
}, 60_000);
