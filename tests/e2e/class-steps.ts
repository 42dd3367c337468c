import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { chinaDay } from '../../app/training/class-day.ts';
import { fixtures } from '../harness/fixtures.ts';
import { book } from '../roster/make-files.ts';
import { idNumberOf, phoneOf } from '../roster/make-people.ts';
import type { Journey } from './open-journey.ts';

export const title = '养老护理员初级班';
/** Who studies to the end, and who never begins; the second shared no lesson and no practice. */
export const learners = {
  first: { name: '王秀英', number: phoneOf(1), idNumber: idNumberOf(1) },
  second: { name: '李桂兰', number: phoneOf(2), idNumber: idNumberOf(2) },
};
export const day = (fromToday: number) => chinaDay(Date.now() + fromToday * 86_400_000);
/** A class of four days: its last one comes when three have passed. */
export const lastDay = 3;

export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
export const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: title }).getByRole('link', { name, exact: true }).click();
export const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(values)) await page.locator(`#${id}`).fill(value);
}

/** A class, its teachers, and its hours as far as the rules let them; answers where its pages are. */
export async function planClass({ atDesk }: Journey, clerk: Page): Promise<string> {
  await clerk.getByRole('link', { name: '班级', exact: true }).click();
  await says(clerk, '还没有班级。');
  await atDesk(clerk, 'classes');
  const contents = clerk.locator('#courseVersionId option');
  expect((await contents.allInnerTexts()).join()).toMatch(/养老护理员 五级/);
  expect((await contents.allInnerTexts()).join(), "another institution's").not.toContain('别的机构的课');
  await fill(clerk, { title, startsOn: day(0), endsOn: day(lastDay) });
  await clerk.locator('#courseVersionId').selectOption(fixtures.courseVersionId);
  await press(clerk, '建班');
  await clerk.getByRole('heading', { name: title, exact: true }).waitFor();
  await says(clerk, '课件够 2 课时。');

  await fill(clerk, { totalHours: '10', onlineTheory: '5', practice: '5' });
  await says(clerk, '共 10 课时,网课最多 4。现在 5,超 1。');
  await says(clerk, '共 10 课时,实操最少 6。现在 5,差 1。');
  await press(clerk, '存计划');
  await clerk.getByRole('alert').getByText('减网课,或加总课时。').waitFor();
  await atDesk(clerk, 'plan-refused');
  expect(await clerk.locator('#onlineTheory').inputValue(), 'what was typed stays').toBe('5');
  await press(clerk, '减网课');
  await press(clerk, '加实操');
  // The share allows four hours, the content fills two.
  await press(clerk, '存计划');
  await clerk.getByRole('alert').getByText('课件').first().waitFor();
  await fill(clerk, { onlineTheory: '2', workstations: '1' });
  expect(await clerk.locator('output').innerText(), 'theory in person is what is left').toBe('2');
  await clerk.getByLabel('刘敏').check();
  await fill(clerk, { 'teacher-name': '赵新', 'teacher-phone': '13900000788' });
  await press(clerk, '加老师');
  await says(clerk, /赵新的首次登录码:\d{6}。/);
  await press(clerk, '存计划');
  await says(clerk, '计划存好了。');
  await atDesk(clerk, 'plan');
  return new URL(clerk.url()).pathname;
}

/** Two learners out of a workbook, one of them with a number that is short by one digit. */
export async function importRoster({ atDesk }: Journey, clerk: Page): Promise<void> {
  const { first, second } = learners;
  await tab(clerk, '名单');
  await says(clerk, '名单还是空的。');
  await atDesk(clerk, 'roster-empty');
  const buffer = await book([
    ['姓名', '身份证号码', '联系电话', '人员类别'],
    [first.name, first.idNumber, first.number, '失业人员'],
    [second.name, second.idNumber.slice(0, 17), second.number, '失业人员'],
  ]);
  await clerk
    .locator('input[type=file]')
    .setInputFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer });
  await press(clerk, '检查名单');
  await says(clerk, '1 行没问题,1 行要改。');
  await says(clerk, '身份证号少 1 位。');
  await clerk.getByRole('link', { name: `改 第 3 行 ${second.name}` }).click();
  await atDesk(clerk, 'roster-correcting');
  await clerk.locator('#row-idNumber').fill(second.idNumber);
  await press(clerk, '改好,再查');
  await says(clerk, '2 行都没问题。');
  await press(clerk, '导入 2 人');
  await says(clerk, '导入了 2 人。');
  await says(clerk, '班级名单 · 2 人');
  const row = clerk.getByRole('row').filter({ hasText: second.name });
  expect(await row.innerText()).toContain(second.idNumber.slice(-4));
  expect(await clerk.content(), 'a number that needs no correction is masked').not.toContain(first.idNumber);
  await atDesk(clerk, 'roster');
}

/** Questionnaires, five parts, two statements; what is missing is said until nothing is. */
export async function apply({ atDesk }: Journey, clerk: Page): Promise<void> {
  await tab(clerk, '开班申请');
  await says(clerk, '2 人的问卷没填完。');
  expect(await clerk.getByRole('button', { name: '提交申请' }).count()).toBe(0);
  await atDesk(clerk, 'application-missing');
  await tab(clerk, '问卷');
  await clerk.getByRole('radiogroup').first().getByRole('radio').first().focus();
  for (let question = 0; question < 6; question++) await clerk.keyboard.press('1');
  await press(clerk, '保存');
  await says(clerk, '问卷存好了。');
  await atDesk(clerk, 'questionnaire');

  await tab(clerk, '开班申请');
  await fill(clerk, {
    textbooks: '养老护理员(初级)',
    assessmentOn: day(lastDay),
    assessor: '市职业技能鉴定中心',
  });
  await clerk.getByLabel('怎么考').fill('理论机考,实操考护理和急救。');
  await press(clerk, '保存');
  await says(clerk, '存好了。');
  await handIn(clerk);
  await atDesk(clerk, 'application-applied');
}

/** Signs for the institution and hands in. */
export async function handIn(clerk: Page): Promise<void> {
  await clerk.getByLabel('主要负责人姓名').fill('孙校长');
  await press(clerk, '签字');
  await press(clerk, '提交申请');
  await says(clerk, '已交申请,等主管部门审批。');
}

/** The bureau returns it with a reason, the clerk mends it, the bureau approves and looks at the class. */
export async function decide({ atDesk }: Journey, bureau: Page, clerk: Page): Promise<void> {
  await bureau.waitForURL(/\/desk\/bureau$/);
  await says(bureau, '1 个班 · 今天交的');
  await atDesk(bureau, 'bureau');
  await bureau.getByRole('link', { name: title }).first().click();
  await says(bureau, '本机构对本班的审核把关负第一责任。');
  await atDesk(bureau, 'bureau-deciding');
  await bureau.getByLabel('退回').check();
  await bureau.getByLabel('原因').fill('教材写清版次');
  await press(bureau, /^确定/);
  await says(bureau, '退回了,改好再交。');

  await clerk.reload();
  await says(clerk, '教材写清版次');
  await clerk.getByLabel('教材').fill('养老护理员(初级) 2025 年第二版');
  await press(clerk, '保存');
  // What was signed was another text.
  await says(clerk, '责任承诺还没签。');
  await atDesk(clerk, 'application-returned');
  await handIn(clerk);

  await bureau.reload();
  await says(bureau, '养老护理员(初级) 2025 年第二版');
  await bureau.getByLabel('批准', { exact: false }).first().check();
  await press(bureau, /^确定/);
  await says(bureau, '已批准。班期内的学习算数。');
  await bureau.getByLabel('在位人数').fill('2');
  await bureau.getByLabel('检查情况').fill('应到 2 人,实到 2 人,正常上课。');
  await press(bureau, '记下');
  await says(bureau, '应到 2 人,实到 2 人,正常上课。');
  await atDesk(bureau, 'bureau-approved');
}
