import { afterAll, beforeAll, expect, test } from 'vitest';
import { chinaDay } from '../../app/training/class-day.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtures } from '../harness/fixtures.ts';
import { examine } from '../harness/examine-page.ts';
import { enrol, planned, readState, shortHours } from './open-application.ts';

// From a class with a plan to its approval and its first inspection, by clerk and bureau, by keyboard.

let site: DeskSite;
let group = '';
const day = (fromToday: number) => chinaDay(Date.now() + fromToday * 86_400_000);
beforeAll(async () => {
  site = await openDeskSite(async (house) => {
    const { sql } = house;
    await shortHours(sql);
    group = await planned(house);
    await sql`update training_class set title = '养老护理员春季班', starts_on = ${day(0)}, ends_on = ${day(60)} where id = ${group}`;
    await enrol(house, group, 1, 6);
    const employee = { category: '企业职工', employer: '安心养老服务有限公司', post: '4-03-02-01' };
    await enrol(house, group, 20, 1, employee);
  });
}, 120_000);
afterAll(() => site?.close());

test('a clerk sees what is missing, answers 21 questions by keys, signs, hands in', async () => {
  const page = await site.sit(fixtures.clerk.phone);
  await page.goto(`/desk/classes/${group}/application`);
  await page.getByText('还差 5 项。').waitFor();
  await page.getByText('7 人的问卷没填完。').waitFor();
  await page.getByText('看依据').first().click();
  expect(await page.getByRole('button', { name: '提交申请' }).count()).toBe(0);
  await examine(page, 'clerk-missing');

  await page.getByRole('link', { name: '填问卷' }).press('Enter');
  await page.waitForURL(/questionnaire$/);
  await page.getByRole('radiogroup').first().getByRole('radio').first().focus();
  for (let question = 0; question < 21; question++) await page.keyboard.press(question === 4 ? '2' : '1');
  await examine(page, 'questionnaire');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  await page.getByText('问卷存好了。').waitFor();
  const counts = await site.house.sql`
    select count(*) filter (where wants_training and wants_job and is_able)::int as yes,
      count(*) filter (where not wants_job)::int as no from intake n join enrolment e on e.id = n.enrolment_id
    where e.class_id = ${group}`;
  expect(counts[0]).toEqual({ yes: 6, no: 1 });

  // A no does not fit into a subsidised class; it was a slip, and is corrected.
  await page.getByRole('link', { name: '开班申请' }).click();
  await page.getByText('1 人不能进补贴班。').waitFor();
  await page.getByRole('link', { name: '问卷', exact: true }).click();
  await page.getByRole('radiogroup').nth(4).getByRole('radio').nth(1).focus();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  await page.getByText('问卷存好了。').waitFor();

  await page.getByRole('link', { name: '开班申请' }).press('Enter');
  await page.getByLabel('教材').fill('养老护理员(初级) 第二版');
  await page.getByLabel('考核日期').fill(day(60));
  await page.getByLabel('考核机构').fill('市职业技能鉴定中心');
  await page.getByLabel('怎么考').fill('理论机考,实操考护理和急救。');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  await page.getByText('存好了。').waitFor();
  await page.getByLabel('主要负责人姓名').fill('赵校长');
  await page.getByLabel('主要负责人姓名').press('Enter');
  await page.getByText('都齐了,可以提交。').waitFor();
  await examine(page, 'clerk-ready');
  await page.getByRole('button', { name: '提交申请' }).press('Enter');
  await page.getByText('已交申请,等主管部门审批。').waitFor();
  expect(await page.getByRole('button', { name: '提交申请' }).count()).toBe(0);
  expect(await readState(site.house.sql, group)).toMatchObject({ state: 'applied' });
  await examine(page, 'clerk-applied');
  await page.context().close();
}, 120_000);

test('the bureau finds it first, returns it with a reason, and after the mending approves it, by keys', async () => {
  const { sql } = site.house;
  const [bureau, clerk] = [
    await site.sit(fixtures.bureau.phone, [/status of 4\d\d/]),
    await site.sit(fixtures.clerk.phone),
  ];
  const here = `/desk/classes/${group}/application`;
  await bureau.goto('/desk');
  await bureau.getByRole('link', { name: '班级 · 1' }).waitFor();
  expect(await bureau.getByRole('row').nth(1).innerText()).toContain('养老护理员春季班');
  await bureau.getByRole('link', { name: '养老护理员春季班' }).press('Enter');
  await bureau.waitForURL(new RegExp(here));
  await bureau.getByText('岗位和本班职业不同,由审批人决定。').waitFor();
  await bureau.getByText('本机构对本班的审核把关负第一责任。', { exact: false }).waitFor();
  await examine(bureau, 'bureau-waiting');
  await bureau.getByText('A', { exact: true }).waitFor();

  await bureau.keyboard.press('r');
  await expect.poll(() => bureau.evaluate(() => document.activeElement?.id)).toBe('reason');
  await bureau.keyboard.type('教材写清版次');
  await bureau.keyboard.press('Control+Enter');
  await bureau.getByText('退回了,改好再交。').waitFor();

  await clerk.goto(here);
  await clerk.getByText('教材写清版次').first().waitFor();
  await examine(clerk, 'clerk-returned');
  await clerk.getByLabel('教材').fill('养老护理员(初级) 2025 年第二版');
  await clerk.getByRole('button', { name: '保存' }).press('Enter');
  // What was signed was another text.
  await clerk.getByText('责任承诺还没签。').waitFor();
  await clerk.getByLabel('主要负责人姓名').fill('赵校长');
  await clerk.getByRole('button', { name: '签字' }).press('Enter');
  await clerk.getByRole('button', { name: '提交申请' }).press('Enter');
  await clerk.getByText('已交申请,等主管部门审批。').waitFor();

  await bureau.goto(here);
  await bureau.getByText('A', { exact: true }).waitFor();
  await bureau.keyboard.press('a');
  await expect.poll(() => bureau.evaluate(() => document.activeElement?.id)).toMatch(/^post-/);
  await examine(bureau, 'bureau-approving');
  await bureau.keyboard.type('已转到护理岗,合同看过');
  await bureau.keyboard.press('Control+Enter');
  await bureau.getByText('已批准。班期内的学习算数。').waitFor();
  expect(await readState(sql, group)).toEqual({
    ...{ state: 'approved', approved: true, steps: ['apply', 'return', 'apply', 'approve'] },
  });
  expect(await bureau.getByRole('link', { name: '班级', exact: true }).count()).toBe(1);

  await bureau.getByText('同意:已转到护理岗,合同看过').waitFor();
  await bureau.getByLabel('在位人数').fill('7');
  await bureau.getByLabel('检查情况').fill('应到 7 人,实到 7 人,正常上课。');
  await bureau.getByRole('button', { name: '记下' }).press('Enter');
  await bureau.getByText('应到 7 人,实到 7 人,正常上课。').waitFor();
  await examine(bureau, 'bureau-approved');

  await clerk.goto(here);
  await clerk.getByLabel('省系统编号').fill('HN-2026-0001');
  await clerk.getByLabel('省系统编号').press('Enter');
  await clerk.getByText('HN-2026-0001').first().waitFor();
  await examine(clerk, 'clerk-approved');
  await bureau.context().close();
  await clerk.context().close();
}, 120_000);

test('the bureau sets an institution to rectify for a month at least, and the clerk is told why nothing goes on', async () => {
  const { house } = site;
  const bureau = await site.sit(fixtures.bureau.phone, [/status of 4\d\d/]);
  await bureau.goto('/desk/institutions');
  await examine(bureau, 'institutions');
  await bureau.getByRole('link', { name: '改状态 测试机构' }).press('Enter');
  await bureau.getByLabel('最后一天').fill(day(10));
  await bureau.getByLabel('原因').fill('现场检查发现在位人数不符');
  await bureau.getByRole('button', { name: '保存' }).press('Enter');
  await bureau.getByText('这个日期不行。 整改至少一个月。').waitFor();
  // Nothing that was typed is lost.
  expect(await bureau.getByLabel('原因').inputValue()).toBe('现场检查发现在位人数不符');
  await examine(bureau, 'institutions-short');
  await bureau.getByLabel('最后一天').fill(day(40));
  await bureau.getByRole('button', { name: '保存' }).press('Enter');
  await bureau.getByText('状态改好了。').waitFor();
  expect(await bureau.getByRole('row').nth(1).innerText()).toContain('整改中');
  await examine(bureau, 'institutions-stored');

  const next = await planned(house);
  await house.sql`update training_class set starts_on = ${day(0)}, ends_on = ${day(60)} where id = ${next}`;
  const clerk = await site.sit(fixtures.clerk.phone);
  await clerk.goto(`/desk/classes/${next}/application`);
  await clerk.getByText(`机构在整改,到 ${day(40)}。`).waitFor();
  await bureau.context().close();
  await clerk.context().close();
}, 120_000);
