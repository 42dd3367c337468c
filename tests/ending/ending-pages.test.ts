import { afterAll, beforeAll, expect, test } from 'vitest';
import { chinaDay } from '../../app/training/class-day.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { atDesk, examine, onPhone } from '../harness/examine-page.ts';

// From the last week of a class to the results of its assessment: the clerk asks, learners answer, the clerk enters.

let site: DeskSite;
const here = `/desk/classes/${fixtures.classId}/ending`;
const today = chinaDay(Date.now());
beforeAll(async () => {
  site = await openDeskSite(async ({ sql }) => {
    await sql`delete from enrolment where class_id = ${fixtures.classId}
      and learner_id <> all(${[1, 2, 3, 4, 5, 6].map((place) => fixtureLearner(place).id)})`;
    await sql`update training_class set ends_on = ${chinaDay(Date.now() + 3 * 86_400_000)} where id = ${fixtures.classId}`;
  });
}, 120_000);
afterAll(() => site?.close());

/** A learner says how it was. */
async function answer(place: number, overall: string): Promise<void> {
  const page = await site.sit(fixtureLearner(place).phone);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/survey/${fixtures.classId}`);
  await page.getByRole('group', { name: '这个班,您满意吗?' }).getByLabel(overall, { exact: true }).check();
  for (const question of ['老师教得怎么样?', '学的东西用得上吗?', '网上的课好用吗?'])
    await page.getByRole('group', { name: question }).getByLabel('满意', { exact: true }).check();
  if (place === 2) await page.getByLabel('还想说什么?').fill('翻身那一课讲得细。');
  await page.getByRole('button', { name: '交上去' }).click();
  await page.getByText('收到了,谢谢您。').waitFor();
  await page.context().close();
}

test('the clerk asks the class, six learners answer on their telephones, and the results are entered', async () => {
  const clerk = await site.sit(fixtures.clerk.phone, [/status of 4\d\d/]);
  await clerk.goto(here);
  await clerk.getByText('还没开始调查。').waitFor();
  await clerk.getByText('做完满意度调查,再填成绩。').waitFor();
  await examine(clerk, 'not-asked', atDesk);
  await clerk.getByRole('button', { name: '开始调查' }).press('Enter');
  await clerk.getByText('正在调查').waitFor();
  await examine(clerk, 'asked', atDesk);

  const learner = await site.sit(fixtureLearner(1).phone, [/status of 422/]);
  await learner.setViewportSize({ width: 390, height: 844 });
  await learner.goto('/');
  await learner.getByText('有个调查,1 分钟。').waitFor();
  await learner.getByRole('link', { name: '去回答' }).click();
  await learner.getByText('不记姓名。', { exact: false }).waitFor();
  await examine(learner, 'survey', onPhone);
  await learner.getByRole('group', { name: '这个班,您满意吗?' }).getByLabel('非常满意').check();
  await learner.getByRole('button', { name: '交上去' }).click();
  await learner.getByRole('alert').waitFor();
  expect(await learner.getByLabel('非常满意').first().isChecked(), 'nothing chosen is lost').toBe(true);
  await examine(learner, 'survey-missing', onPhone);
  await learner.context().close();
  await answer(1, '非常满意');
  for (const place of [2, 3, 4, 5, 6]) await answer(place, '满意');
  const again = await site.sit(fixtureLearner(2).phone);
  await again.goto(`/survey/${fixtures.classId}`);
  await again.getByText('收到了,谢谢您。').waitFor();
  await examine(again, 'thanks', onPhone);
  await again.context().close();

  await clerk.reload();
  await clerk.getByText('够了,可以考核').waitFor();
  await clerk.getByText('100%').first().waitFor();
  await clerk.getByText('翻身那一课讲得细。').waitFor();
  await clerk.getByLabel('学员1 结果').selectOption('passed');
  await clerk.getByLabel('学员1 考核日期').fill('2019-12-31');
  await clerk.getByLabel('学员2 结果').selectOption('failed');
  await clerk.getByLabel('学员2 考核日期').fill(today);
  await clerk.getByRole('button', { name: '保存' }).press('Enter');
  await clerk.getByText('比开班还早。').waitFor();
  expect(await clerk.getByLabel('学员2 结果').inputValue()).toBe('failed');
  await examine(clerk, 'result-wrong', atDesk);
  await clerk.getByLabel('学员1 考核日期').fill(today);
  await clerk.getByLabel('学员1 证书编号').fill('y000041000001');
  await clerk.getByRole('button', { name: '保存' }).press('Enter');
  await clerk.getByText('存好了。').waitFor();
  expect(await clerk.getByLabel('学员1 证书编号').inputValue()).toBe('Y000041000001');
  await examine(clerk, 'results', atDesk);
  await clerk.context().close();
}, 120_000);

test('below 85 % the desk says until when, and the bureau sees the same', async () => {
  const { sql } = site.house;
  const low = {
    overall: [4, 0, 0, 1, 1],
    teaching: [0, 0, 0, 6, 0],
    content: [0, 0, 0, 6, 0],
    online: [0, 0, 0, 6, 0],
  };
  await sql`insert into survey_round (class_id, number, opened_by, opened_at, closes_at, tally)
    values (${fixtures.classId}, 2, ${fixtures.clerk.id}, now() - interval '2 days', now() - interval '1 day',
      ${sql.json({ enrolled: 6, answers: 6, steps: low, comments: [] })})`;
  for (const phoneOf of [fixtures.clerk.phone, fixtures.bureau.phone]) {
    const page = await site.sit(phoneOf);
    await page.goto(here);
    await page.getByText(/满意的只有 33%。整改到 \d{4}-\d\d-\d\d,再调查。/).waitFor();
    await page.getByText('看依据').first().click();
    await page.getByText('低于85%的暂停结业考核', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: '保存' }).count()).toBe(0);
    await examine(page, `locked-${phoneOf.slice(-2)}`, atDesk);
    await page.context().close();
  }
});
