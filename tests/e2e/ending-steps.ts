import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { proofAddress } from '../../app/training/proof/proof-link.server.ts';
import { drawQr } from '../../app/training/roster/draw-qr.ts';
import { signInAddress } from '../../app/training/roster/sign-in-address.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { day, learners, press, says, tab } from './class-steps.ts';
import type { Journey, Slip } from './open-journey.ts';

/** Two half days in the classroom of tomorrow: theory and practice as planned. */
export const sessions = [
  { kind: 'theory', from: '08:00', to: '09:30', hours: '2' },
  { kind: 'practice', from: '10:00', to: '14:30', hours: '6' },
] as const;

export async function planSessions({ atDesk }: Journey, clerk: Page): Promise<void> {
  await tab(clerk, '线下课');
  await says(clerk, '实操排了 0 课时,计划 6,还差 6。');
  for (const [n, { kind, from, to, hours }] of sessions.entries()) {
    await clerk.locator('#plan-day').fill(day(1));
    await clerk.locator('#plan-from').fill(from);
    await clerk.locator('#plan-to').fill(to);
    await clerk.locator('#plan-hours').fill(hours);
    await clerk.locator('#plan-kind').selectOption(kind);
    await clerk.locator('#plan-room').fill('实训楼 302');
    await clerk.locator('#plan-teacher').selectOption({ label: '刘敏' });
    await press(clerk, '排课');
    await clerk.getByRole('link', { name: `${day(1)} ${from}–${to}` }).waitFor();
    expect(await clerk.getByRole('table', { name: '课表' }).getByRole('row').count()).toBe(n + 2);
  }
  await says(clerk, '实操 6 课时排满了。');
  await atDesk(clerk, 'sessions-planned');
}

/** The sheet of first sign-ins as it is printed, cut into its slips. */
export async function printSheet(
  { atDesk, shoot, url }: Journey,
  clerk: Page,
): Promise<Record<string, Slip>> {
  await tab(clerk, '登录单');
  await says(clerk, '2 人要发');
  await atDesk(clerk, 'sheet');
  const address = signInAddress(`${url}/`, false);
  await clerk.emulateMedia({ media: 'print' });
  expect(await clerk.getByRole('navigation').first().isVisible(), 'only slips are printed').toBe(false);
  await shoot(clerk, 'sheet-paper');
  const slips: Record<string, Slip> = {};
  for (const { name, number } of Object.values(learners)) {
    const slip = clerk.getByRole('listitem').filter({ hasText: name });
    const text = await slip.innerText();
    expect(text).toContain(number);
    expect(text).toContain(address);
    expect(await slip.locator('svg path').getAttribute('d'), 'its code leads there').toBe(
      drawQr(address).path,
    );
    slips[name] = { address, number, code: /首次登录码\s*(\d{6})/.exec(text)?.[1] ?? '' };
  }
  await clerk.emulateMedia({ media: null });
  return slips;
}

/** Both half days: the clerk marks who was there, the teacher confirms as second person and registers the recording. */
export async function holdSessions({ atDesk }: Journey, clerk: Page, teacher: Page): Promise<void> {
  const { first, second } = learners;
  for (const { kind, from, to } of sessions) {
    await tab(clerk, '线下课');
    await clerk.getByRole('link', { name: `${day(-2)} ${from}–${to}` }).click();
    await says(clerk, '点名确认后再登记录像。');
    const wasAbsent = kind === 'practice';
    if (wasAbsent)
      await clerk
        .getByRole('radiogroup', { name: `${second.name}的点名` })
        .getByLabel('缺')
        .check();
    await press(clerk, '存点名');
    await says(clerk, '您点的名,请另一位老师或教务确认。');
    expect(
      await clerk.getByRole('button', { name: '确认', exact: true }).count(),
      'nobody is her own witness',
    ).toBe(0);
    if (wasAbsent) await atDesk(clerk, 'session-waiting');
    await teacher.goto(new URL(clerk.url()).pathname);
    if (wasAbsent) await atDesk(teacher, 'session-witness');
    await press(teacher, '确认');
    await says(teacher, '还没登记录像,课时先不算。');
    await teacher.locator('#keptAt').fill('302 室录像机 2 号盘');
    await teacher.locator('#visible').fill(wasAbsent ? '1' : '2');
    await press(teacher, '登记');
    await says(teacher, '拍全了');
  }
  await atDesk(teacher, 'session-held');
  await tab(clerk, '线下课');
  const row = (name: string) => clerk.getByRole('table').last().getByRole('row').filter({ hasText: name });
  expect(await row(first.name).innerText()).toMatch(/2\s+6\s+100%/);
  expect(await row(second.name).innerText()).toMatch(/2\s+0\s+25%[\s\S]*缺课/);
  await atDesk(clerk, 'sessions-held');
}

/** The class is asked whether it is satisfied, on its last day. */
export async function askClass({ atDesk }: Journey, clerk: Page): Promise<void> {
  await tab(clerk, '结业');
  await says(clerk, '还没开始调查。');
  await press(clerk, '开始调查');
  await says(clerk, '正在调查');
  await atDesk(clerk, 'ending-asked');
}

/** Both answered: what came of it, and the results of the external assessment. */
export async function enterResults({ atDesk }: Journey, clerk: Page): Promise<void> {
  const { first, second } = learners;
  await tab(clerk, '结业');
  await says(clerk, '够了,可以考核');
  const round = clerk.getByRole('table', { name: '满意度调查' }).getByRole('row').nth(1);
  expect(await round.innerText()).toMatch(/2 \/ 2[\s\S]*100%/);
  await clerk.getByLabel(`${first.name} 结果`).selectOption('passed');
  await clerk.getByLabel(`${first.name} 考核日期`).fill(day(0));
  await clerk.getByLabel(`${first.name} 证书编号`).fill('Y000041000001');
  await clerk.getByLabel(`${second.name} 结果`).selectOption('failed');
  await clerk.getByLabel(`${second.name} 考核日期`).fill(day(0));
  await press(clerk, '保存');
  await says(clerk, '存好了。');
  expect(await clerk.getByLabel(`${first.name} 证书编号`).inputValue()).toBe('Y000041000001');
  await atDesk(clerk, 'ending-results');
}

/** Before the bureau has decided about the hour on a witness nothing is issued; then one proof is, and no second. */
export async function issueProof(
  { atDesk, shoot, url }: Journey,
  clerk: Page,
  bureau: Page,
): Promise<string> {
  const { first, second } = learners;
  await tab(clerk, '课时和证明');
  const row = (name: string) => clerk.getByRole('row').filter({ hasText: name });
  await says(clerk, '可以出 0 份 · 已出 0 份 · 还差课时 2 人');
  expect(await row(first.name).innerText()).toMatch(
    /1\/2[\s\S]*2\/2[\s\S]*6\/6[\s\S]*网课 1 课时等人社局核定/,
  );
  expect(await row(second.name).innerText()).toMatch(/0\/2[\s\S]*2\/2[\s\S]*0\/6[\s\S]*实操 6 课时没到/);
  await atDesk(clerk, 'proofs-waiting');

  await bureau.goto(new URL(clerk.url()).pathname);
  await says(bureau, '手机相机坏了,本人带身份证到校');
  await bureau.getByLabel('理由').first().fill('看过当天签到和身份证');
  await press(bureau, `${first.name} 第 2 课时 核定`);
  await says(bureau, '人社局认可');
  await atDesk(bureau, 'proofs-bureau');

  await clerk.reload();
  await says(clerk, '可以出 1 份 · 已出 0 份 · 还差课时 1 人');
  expect(await row(first.name).innerText()).toMatch(/2\/2[\s\S]*10\/10[\s\S]*齐了/);
  await press(clerk, `${first.name} 出证明`);
  await says(clerk, '可以出 0 份 · 已出 1 份 · 还差课时 1 人');
  const number = /ZX-410100-\d{4}-0000001-[0-9X]/.exec(await row(first.name).innerText())?.[0] ?? '';
  expect(number).not.toBe('');
  await atDesk(clerk, 'proofs');

  await clerk.getByRole('link', { name: '打印全部' }).click();
  const paper = clerk.getByRole('article', { name: `学习证明 ${first.name}` });
  await paper.waitFor();
  expect(await paper.innerText()).toContain(number);
  expect(await clerk.getByRole('article').count()).toBe(1);
  await atDesk(clerk, 'proof-print');
  await shoot(clerk, 'proof-paper');
  const address = proofAddress(testMasterKey, number, `${url}/`, false);
  expect(await paper.locator('svg path').getAttribute('d'), 'its code leads there').toBe(
    drawQr(address).path,
  );
  return address;
}

/** What anybody sees who scans the code, without a session: enough to compare, and nobody's whole name or number. */
export async function checkPublicly({ browser, onPhone }: Journey, address: string): Promise<void> {
  const { name, idNumber, number } = learners.first;
  const page = await newPhonePage(browser, { expectedErrors: [/status of 404/] });
  await page.goto(address);
  await says(page, '查到了,这份证明有效。');
  const text = await page.locator('main').innerText();
  for (const shown of [
    `${name.slice(0, 1)}**`,
    `**************${idNumber.slice(14)}`,
    '安心养老职业培训学校',
    '养老护理员',
    '10 课时',
  ])
    expect(text).toContain(shown);
  const everything = await page.content();
  for (const hidden of [name, idNumber, idNumber.slice(6, 14), number])
    expect(everything).not.toContain(hidden);
  expect(await page.context().cookies()).toEqual([]);
  await onPhone(page, 'public-proof');
  // One digit of the code wrong, and there is nothing.
  await page.goto(`${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`);
  await says(page, '没有查到这份证明。');
  await onPhone(page, 'public-none');
  await page.context().close();
}
