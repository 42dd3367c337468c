import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chinaDay } from '../../app/training/class-day.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtures } from '../harness/fixtures.ts';
import { examine } from '../harness/examine-page.ts';
import { nameOf, phoneOf } from '../roster/make-people.ts';
import { openGroup, type Group } from './open-in-person.ts';

// A class in person from its timetable to a cancelled subsidy, by clerk, teacher and bureau.

let site: DeskSite;
let group: Group;
const day = (fromToday: number) => chinaDay(Date.now() + fromToday * 86_400_000);
const held = randomUUID();
const imported = randomUUID();
beforeAll(async () => {
  site = await openDeskSite(async ({ sql }) => {
    group = await openGroup(sql, 1, 5, { startsOn: day(-7), endsOn: day(60) });
    await sql`update training_class set title = '养老护理员线下班' where id = ${group.classId}`;
    for (const [id, at, kind, from] of [
      [held, day(-2), 'practice', 480],
      [imported, day(-1), 'theory', 840],
    ] as const)
      await sql`insert into class_session (id, class_id, day, from_minute, to_minute, kind, hours, room, teacher_id, changed_by, changed_at)
        values (${id}, ${group.classId}, ${at}, ${from}, ${from + 180}, ${kind}, 4, '实训楼 302', ${fixtures.teacher.id},
          ${fixtures.clerk.id}, now())`;
  });
}, 120_000);
afterAll(() => site?.close());

const here = () => `/desk/classes/${group.classId}/sessions`;
/** Presses the one form of this part of the page. */
const send = (page: Page, button: string) =>
  page.getByRole('button', { name: button, exact: true }).press('Enter');

/** Holds back what the page reads after an answer, and counts what it sends. */
async function holdReading(page: Page) {
  let posts = 0;
  let isLedOn = false;
  const held: (() => void)[] = [];
  const ofPages = /\.data(\?|$)/;
  await page.route(ofPages, async (route) => {
    const request = route.request();
    if (request.method() === 'POST') posts += 1;
    else {
      isLedOn ||= request.url().includes('stored');
      await new Promise<void>((go) => held.push(go));
    }
    // What the next press broke off has nobody to go to.
    await route.continue().catch(() => {});
  });
  return {
    posts: () => posts,
    isHeld: () => held.length > 0,
    isLedOn: () => isLedOn,
    letGo: async () => {
      await page.unroute(ofPages);
      for (const go of held) go();
    },
  };
}

test('the clerk plans; what does not fit is said beside its field and nothing typed is lost', async () => {
  const page = await site.sit(fixtures.clerk.phone, [/status of 4\d\d/]);
  await page.goto(`/desk/classes/${group.classId}`);
  await page.getByRole('link', { name: '线下课' }).press('Enter');
  await page.waitForURL(/sessions$/);
  await page.getByText('实操排了 4 课时,计划 12,还差 8。').waitFor();
  await page.getByLabel('日期').fill(day(3));
  await page.getByLabel('从', { exact: true }).fill('08:00');
  await page.getByLabel('到', { exact: true }).fill('10:00');
  await page.getByLabel('课时', { exact: true }).fill('4');
  await page.getByLabel('内容').selectOption('practice');
  await page.getByLabel('地点').fill('实训楼 301');
  await send(page, '排课');
  await page.getByText('时间不够这么多课时。 至少 160 分钟。').waitFor();
  expect(await page.getByLabel('地点').inputValue()).toBe('实训楼 301');
  await examine(page, 'sessions-short');

  // While the page reads again after a refusal the next press is taken; the second of a double click is not.
  const reading = await holdReading(page);
  const button = page.getByRole('button', { name: '排课', exact: true });
  await button.press('Enter');
  await expect.poll(reading.isHeld).toBe(true);
  expect(reading.posts()).toBe(1);
  expect(await button.getAttribute('aria-busy')).toBe(null);
  await button.dispatchEvent('click', { detail: 2 });
  await page.getByLabel('到', { exact: true }).fill('10:45');
  await button.press('Enter');
  // What is stored leads on: until the page is there, a second press finds nothing to repeat.
  await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
  await expect.poll(reading.isLedOn).toBe(true);
  await button.press('Enter');
  expect(await button.getAttribute('aria-busy')).toBe('true');
  expect(reading.posts()).toBe(2);
  await reading.letGo();
  await page.getByText('存好了。').waitFor();
  expect(reading.posts()).toBe(2);
  await page.getByText('实操排了 8 课时,计划 12,还差 4。').waitFor();

  await page.getByRole('link', { name: `${day(3)} 08:00–10:45` }).press('Enter');
  await page.getByText('下课后再点名。').waitFor();
  await page.locator('#change-day').fill(day(4));
  await page.locator('#change-reason').fill('教师请假');
  await send(page, '保存');
  await page.getByText(`原来 ${day(3)} 08:00–10:45 → 教师请假`).waitFor();
  await examine(page, 'session-to-come');
  await page.context().close();
}, 120_000);

test('the teacher marks, the clerk confirms, recordings make hours, the third that misses people costs the subsidy', async () => {
  const teacher = await site.sit(fixtures.teacher.phone, [/status of 4\d\d/]);
  const clerk = await site.sit(fixtures.clerk.phone, [/status of 4\d\d/]);
  const [first, , third] = group.learners;
  const session = `${here()}/${held}`;
  await teacher.goto(session);
  const row = (name = '') => teacher.getByRole('radiogroup', { name: `${name}的点名` });
  await row(first?.name).getByLabel('缺').check();
  await row(third?.name).getByLabel('迟到').check();
  await examine(teacher, 'session-marking');
  await send(teacher, '存点名');
  await teacher.getByText('迟到的人,填迟到几分钟。').waitFor();
  // Nothing that was marked is lost.
  expect(await row(first?.name).getByLabel('缺').isChecked()).toBe(true);
  await teacher.getByLabel(`迟到几分钟 ${third?.name}`).fill('10');
  await send(teacher, '存点名');
  await teacher.getByText('您点的名,请另一位老师或教务确认。').waitFor();
  expect(await teacher.getByRole('button', { name: '确认' }).count()).toBe(0);

  await clerk.goto(session);
  await clerk.getByText('点名等另一人确认。').first().waitFor();
  await clerk.getByText('迟到 10 分钟').waitFor();
  await examine(clerk, 'session-waiting');
  await send(clerk, '确认');
  await clerk.getByText('还没登记录像,课时先不算。').waitFor();

  const register = async (from: string, to: string, visible: string) => {
    await teacher.goto(session);
    await teacher.locator('#fromS').fill(from);
    await teacher.locator('#toS').fill(to);
    await teacher.getByLabel('存放位置或设备').fill('302 室录像机 2 号盘');
    await teacher.getByLabel('拍到几人').fill(visible);
    await send(teacher, '登记');
  };
  await register('08:00', '08:45', '5');
  await teacher.getByText('这段时间实到 4 人。').waitFor();
  await register('08:00:00', '08:45:00', '4');
  await teacher.getByText('拍全了').waitFor();
  await clerk.goto(here());
  await clerk.getByText('缺课').first().waitFor();
  await clerk.getByText('录像不够').first().waitFor();
  await examine(clerk, 'sessions-held');
  for (const [from, to] of [
    ['08:45', '09:30'],
    ['09:30', '10:15'],
    ['10:15', '11:00'],
  ] as const) {
    await register(from, to, '3');
    await teacher.getByText(`${from}:00–${to}:00`).waitFor();
  }
  await teacher.getByText('补贴资格已取消。').waitFor();
  await examine(teacher, 'session-recorded');
  // On every page of the class, for everybody.
  await clerk.goto(`/desk/classes/${group.classId}/board`);
  await clerk.getByText('补贴资格已取消。').waitFor();

  await clerk.goto(session);
  await clerk
    .getByLabel(first?.name ?? '')
    .last()
    .check();
  await clerk.locator('#make-up-day').fill(day(10));
  await clerk.locator('#make-up-from').fill('08:00');
  await clerk.locator('#make-up-to').fill('11:00');
  await clerk.getByLabel('缺课原因').fill('住院');
  await send(clerk, '安排补课');
  await clerk.getByText('存好了。').waitFor();
  await clerk.goto(here());
  await clerk.getByText('实操 · 补课').waitFor();
  await clerk.goto(`/desk/classes/${group.classId}/learners/${first?.enrolmentId}`);
  await clerk.getByText('到课率').waitFor();
  await examine(clerk, 'learner');

  const bureau = await site.sit(fixtures.bureau.phone);
  await bureau.goto(here());
  expect(await bureau.getByRole('button', { name: '排课' }).count()).toBe(0);
  await examine(bureau, 'sessions-cancelled');
  await bureau.getByLabel('原因').fill('复核录像,四人都在');
  await send(bureau, '恢复资格');
  await bureau.getByText('补贴资格已恢复。').first().waitFor();
  expect(await bureau.getByText('补贴资格已取消。').count()).toBe(1);
  for (const page of [teacher, clerk, bureau]) await page.context().close();
}, 180_000);

test('a file of the device: looked at row by row, then imported', async () => {
  const page = await site.sit(fixtures.clerk.phone, [/status of 4\d\d/]);
  await page.goto(here());
  await page.getByRole('link', { name: '导入签到文件' }).press('Enter');
  await page.waitForURL(/import$/);
  const file = (text: string) => ({ name: '签到.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByLabel('签到设备导出的文件').setInputFiles(file('姓名,时间\n王,8:00'));
  await send(page, '检查');
  await page.getByText('没找到表头', { exact: false }).waitFor();
  await examine(page, 'device-refused');
  const lines = group.learners.map(({ n }) => `${nameOf(n)},${phoneOf(n)},${day(-1)},13:55,17:05`);
  const text = [
    '姓名,手机号,日期,签到时间,签退时间',
    ...lines,
    `王某某,13700000000,${day(-1)},13:55,17:05`,
  ].join('\n');
  await page.getByLabel('签到设备导出的文件').setInputFiles(file(text));
  await send(page, '检查');
  await page.getByText('5 条要存,1 行没收。').waitFor();
  await examine(page, 'device-preview');
  await send(page, '导入');
  await page.getByText('存了 5 条签到。').waitFor();
  await page.goto(`${here()}/${imported}`);
  await page.getByText('设备文件').waitFor();
  await examine(page, 'session-imported');
  await page.context().close();
}, 120_000);
