import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLog } from '../cheats/read-ledger.ts';
import { fixtures } from '../harness/fixtures.ts';
import {
  apply,
  decide,
  importRoster,
  lastDay,
  learners,
  planClass,
  press,
  says,
  tab,
  title,
} from './class-steps.ts';
import {
  askClass,
  checkPublicly,
  enterResults,
  holdSessions,
  issueProof,
  planSessions,
  printSheet,
} from './ending-steps.ts';
import { letDaysPass, openJourney, type Journey } from './open-journey.ts';
import { answerSurvey, bringSecond, findPlace, passTest, studyFirst } from './study-steps.ts';

// From an empty desk to a study proof that anybody can check: clerk, bureau, teacher and two learners, each in a browser
// of her own and by the product's own pages only, with axe-core on every page that they pass.

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
}, 120_000);
afterAll(() => journey?.close());

test('a class from nothing to the proof of one learner, and none for the other', async () => {
  const { sql, atDesk, onPhone, mark, wrong, stepMs } = journey;
  const { first, second } = learners;
  mark('open');
  const clerk = await journey.sit(fixtures.clerk.phone);
  await atDesk(clerk, 'desk');
  const here = await planClass(journey, clerk);
  const classId = here.split('/').at(-1) ?? '';
  await importRoster(journey, clerk);
  mark('plan');
  await apply(journey, clerk);
  const bureau = await journey.sit(fixtures.bureau.phone);
  await decide(journey, bureau, clerk);
  await clerk.reload();
  await planSessions(journey, clerk);
  mark('apply');

  // A worker writes a file of everybody's hours meanwhile.
  await clerk.getByRole('link', { name: '导出', exact: true }).click();
  await press(clerk, '全部学员学时 · 开始导出');
  await atDesk(clerk, 'exports');
  await clerk.goto(here);
  const slips = await printSheet(journey, clerk);
  await letDaysPass(sql, classId, lastDay);
  await clerk.goto(here);
  const phone = await journey.unfold(slips[first.name] ?? { address: '', number: '', code: '' });
  const place = await findPlace(sql, classId, first.name);
  mark('sign in');

  // While she studies, the class meets, and is asked how it was.
  const teacher = await journey.sit(fixtures.teacher.phone);
  await atDesk(teacher, 'desk-teacher');
  await Promise.all([
    studyFirst(journey, phone, place),
    (async () => {
      await holdSessions(journey, clerk, teacher);
      await askClass(journey, clerk);
      const other = await journey.unfold(slips[second.name] ?? { address: '', number: '', code: '' });
      await answerSurvey(journey, other, '满意');
      await other.context().close();
      await clerk.goto('/desk/exports');
      const download = clerk.waitForEvent('download');
      await clerk.getByRole('link', { name: /^下载 全部学员学时/ }).click();
      const file = readFileSync(await (await download).path(), 'utf8');
      for (const { name } of [first, second]) expect(file).toMatch(new RegExp(`"${title}".*"${name}"`));
      await clerk.goto(here);
    })(),
  ]);
  mark('study');
  await answerSurvey(journey, phone, '非常满意');
  await bringSecond(sql, place);
  await passTest(journey, phone, place);
  mark('test');

  await tab(clerk, '学习进度');
  const board = (name: string) => clerk.getByRole('row').filter({ hasText: name });
  expect(await board(first.name).innerText()).toMatch(/学完了[\s\S]*1 分 25 秒/);
  expect(await board(second.name).innerText()).toMatch(/没学过/);
  await atDesk(clerk, 'board');
  await clerk.getByRole('link', { name: first.name, exact: true }).click();
  await clerk.getByRole('heading', { name: first.name, exact: true }).waitFor();
  await atDesk(clerk, 'learner');
  await tab(clerk, '考试');
  expect(await board(first.name).innerText()).toMatch(/4/);
  await atDesk(clerk, 'tests');
  await enterResults(journey, clerk);
  const address = await issueProof(journey, clerk, bureau);
  mark('proof');
  await phone.goto('/progress');
  await says(phone, '课时都满了。');
  await onPhone(phone, 'progress');
  await phone.getByRole('link', { name: '看证明' }).click();
  await phone.getByRole('article', { name: `学习证明 ${first.name}` }).waitFor();
  await onPhone(phone, 'own-proof');
  await checkPublicly(journey, address);

  // What all of it rests on holds, row by row.
  const { creditedMs, tests } = await verifyLog(sql, place.learnerId);
  expect(creditedMs).toBe(85_600);
  expect(tests).toMatchObject([{ right: 4, passed: true, photographs: 1 }]);
  mark('check');
  if (process.env['SHOTS']) console.log(stepMs);
  expect(wrong).toEqual([]);
}, 300_000);
