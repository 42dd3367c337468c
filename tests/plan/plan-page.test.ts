import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtures } from '../harness/fixtures.ts';
import { examine } from '../harness/examine-page.ts';
import { readPlan } from '../../app/training/plan/read-plan.server.ts';
import { addContent, addTeachers, edit, enterShipped, makeClass } from './open-plans.ts';

// Page 7 of the design: a clerk makes a class and splits its hours with the meter, by keyboard; nothing typed is lost.

let site: DeskSite;
let courseVersionId = '';
beforeAll(async () => {
  site = await openDeskSite(async ({ sql }) => {
    await enterShipped(sql);
    ({ courseVersionId } = await addContent(sql, 20));
    await addTeachers(sql, 1);
  });
});
afterAll(() => site?.close());

const fill = (page: Page, values: Record<string, string>) =>
  Object.entries(values).reduce(
    (before, [id, value]) => before.then(() => page.locator(`#${id}`).fill(value)),
    Promise.resolve(),
  );
const valueOf = (page: Page, id: string) => page.locator(`#${id}`).inputValue();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

test('from a new class to a plan that can be handed in: meter, repair, refusal, teacher, by keyboard', async () => {
  const page = await site.sit(fixtures.clerk.phone, [/status of 4\d\d/]);
  await page.goto('/desk/classes');
  await examine(page, 'classes');

  // What is wrong is told beside its field, and what was typed stays.
  await fill(page, { placeCode: '4101', startsOn: '2026-12-31', endsOn: '2026-12-01' });
  await press(page, '建班');
  await page.locator('#title-error').waitFor();
  await page.locator('#placeCode-error').waitFor();
  expect(await valueOf(page, 'startsOn')).toBe('2026-12-31');
  // In Chinese order, whatever the browser writes in the field.
  await page.getByText('2026年12月31日').waitFor();
  await examine(page, 'new-refused');
  await fill(page, { title: '焦作春季班', placeCode: '410800', endsOn: '2027-01-31' });
  await page.locator('#courseVersionId').selectOption(courseVersionId);
  await press(page, '建班');
  await expect.poll(() => page.locator('h1').textContent()).toBe('焦作春季班');
  await page.getByText('提交前还差这些').waitFor();
  await examine(page, 'empty');

  // In Jiaozuo 65 % is practice: 14 of 40 are left for theory online.
  await fill(page, { totalHours: '40', onlineTheory: '18', practice: '20' });
  await page.getByText('共 40 课时,网课最多 14。现在 18,超 4。').waitFor();
  await page.getByText('共 40 课时,实操最少 26。现在 20,差 6。').waitFor();
  await examine(page, 'over');
  // A save that is over is refused with the clause, and nothing typed is lost.
  await press(page, '存计划');
  await page.getByRole('alert').getByText('减网课,或加总课时。').waitFor();
  // The summary takes the focus when it appears; from there the keyboard goes on.
  await page.locator('[role=alert]:focus').waitFor();
  await page.getByText('看依据').first().press('Enter');
  await page.getByText('政府补贴性培训中实际操作技能培训时长不低于当班总课时的65%').first().waitFor();
  expect(await valueOf(page, 'onlineTheory')).toBe('18');
  await examine(page, 'refused');

  await press(page, '减网课');
  expect(await valueOf(page, 'onlineTheory')).toBe('14');
  await press(page, '加实操');
  expect(await valueOf(page, 'practice')).toBe('26');
  await page.getByText('共 40 课时,网课最多 14。', { exact: true }).waitFor();
  await fill(page, { totalHours: '40', workstations: '2' });
  await page.getByLabel('教师2').press('Space');

  // A teacher is entered beside the plan: what is typed there stays, and she is chosen.
  await fill(page, { 'teacher-name': '新来的老师', 'teacher-phone': '123' });
  await press(page, '加老师');
  await page.getByText('手机号要 11 位。').waitFor();
  // An answer elsewhere on the page carries nobody back to the summary of the plan.
  expect(await page.locator('[role=alert]:focus').count()).toBe(0);
  await fill(page, { 'teacher-phone': '13900000088' });
  await press(page, '加老师');
  await page.getByText(/新来的老师的首次登录码:\d{6}。只显示这一次。/).waitFor();
  await expect.poll(() => page.getByLabel('新来的老师').isChecked()).toBe(true);
  expect(await valueOf(page, 'workstations')).toBe('2');

  await press(page, '存计划');
  await page.getByText('计划存好了。').waitFor();
  await page.getByText('计划可以提交了。').waitFor();
  const { values } = await readPlan(site.house.sql, idOf(page));
  expect(values).toMatchObject({ totalHours: 40, onlineTheory: 14, practice: 26, workstations: 2 });
  expect(values.teacherIds).toHaveLength(2);
  await examine(page, 'ready');
  await page.context().close();
});

test('the second of two clerks sees what changed, keeps what she typed, and then stores it', async () => {
  const group = await makeClass(site.house.sql, courseVersionId, { title: '两人改的班' });
  const page = await site.sit(fixtures.clerk.phone, [/status of 409/]);
  await page.goto(`/desk/classes/${group}`);
  await page.locator('#workstations').fill('7');
  await edit(site.house.sql, group, { totalHours: 40, onlineTheory: 16, practice: 24 });
  await press(page, '存计划');
  await page.getByText('别人刚改过这份计划。').waitFor();
  await page.getByText('网课:原来 0,现在 16。').waitFor();
  expect(await valueOf(page, 'workstations')).toBe('7');
  await examine(page, 'changed');
  expect((await readPlan(site.house.sql, group)).values.workstations).toBe(0);
  // What she had not touched is what her colleague stored; what she typed is hers.
  expect(await valueOf(page, 'onlineTheory')).toBe('16');
  await press(page, '存计划');
  await page.getByText('计划存好了。').waitFor();
  const { values } = await readPlan(site.house.sql, group);
  expect(values).toMatchObject({ workstations: 7, totalHours: 40, onlineTheory: 16, practice: 24 });
  await page.context().close();
});

test('without scripts the same form refuses, keeps what was typed, and stores', async () => {
  const group = await makeClass(site.house.sql, courseVersionId, { title: '没有脚本的班' });
  const page = await site.sit(fixtures.clerk.phone, [/status of 422/, /ERR_FAILED .*\.js/]);
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(`/desk/classes/${group}`);
  await fill(page, { title: '', totalHours: '40', onlineTheory: '17', practice: '24' });
  await page.getByRole('button', { name: '存计划' }).click();
  await page.locator('#title-error').waitFor();
  expect(await valueOf(page, 'title')).toBe('');
  expect(await valueOf(page, 'onlineTheory')).toBe('17');
  await fill(page, { title: '没有脚本', onlineTheory: '16' });
  await page.getByRole('button', { name: '存计划' }).click();
  await page.getByText('计划存好了。').waitFor();
  expect((await readPlan(site.house.sql, group)).values).toMatchObject({
    title: '没有脚本',
    onlineTheory: 16,
  });
  await page.context().close();
});

test('a teacher of the class reads it and has no form; so do the bureau and the clerk once it was handed in', async () => {
  const group = await makeClass(site.house.sql, courseVersionId, { title: '只读的班' });
  const plan = { totalHours: 40, onlineTheory: 16, practice: 24, teacherIds: [fixtures.teacher.id] };
  await edit(site.house.sql, group, plan);
  await site.house.sql`update training_class set state = 'applied' where id = ${group}`;
  for (const who of ['teacher', 'bureau', 'inspector', 'clerk'] as const) {
    const page = await site.sit(fixtures[who].phone);
    await page.goto(`/desk/classes/${group}`);
    await page.getByText('共 40 课时,网课最多 16。').waitFor();
    expect(await page.locator('main form').count()).toBe(0);
    expect(await page.locator('main input').count()).toBe(0);
    if (who === 'teacher') await examine(page, 'read-only');
    await page.context().close();
  }
});
