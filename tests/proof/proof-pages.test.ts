import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueProofs } from '../../app/training/proof/issue-proofs.server.ts';
import { proofAddress } from '../../app/training/proof/proof-link.server.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { clerk as clerkSession, clock } from '../in-person/open-in-person.ts';
import { anywhere, atDesk, examine, shoot } from '../harness/examine-page.ts';
import { idNumberOf, phoneOf } from '../roster/make-people.ts';
import { earnOnline, openProofGroup, openReady, practise, satisfy, type ProofGroup } from './open-proofs.ts';

// From full hours to a paper that anybody can check: the clerk, the bureau, the learner, and the public.

let site: DeskSite;
let group: ProofGroup;
let here = '';
beforeAll(async () => {
  site = await openDeskSite(async ({ sql }) => {
    group = await openProofGroup(sql, 1, 4);
    const [ready, witnessed, absent, behind] = group.learners;
    if (!ready || !witnessed || !absent || !behind) throw new Error('no learners');
    await earnOnline(sql, ready);
    await earnOnline(sql, witnessed, 4, { witnessed: [2] });
    await earnOnline(sql, absent);
    await earnOnline(sql, behind, 2);
    const [seenCase] = await sql<{ id: string }[]>`select gen_random_uuid() as id`;
    await sql`insert into face_witness (learner_id, id, case_id, clerk_id, witnessed_at, until, reason)
      values (${witnessed.learnerId}, gen_random_uuid(), ${seenCase?.id ?? ''}, ${fixtures.clerk.id}, '2026-03-05T02:00:00Z',
        '2026-03-05T15:59:59Z', '手术后脸肿,本人带身份证到校')`;
    await practise(sql, group, 6, [absent.enrolmentId]);
    await satisfy(sql, group);
  });
  here = `/desk/classes/${group.classId}/proofs`;
}, 120_000);
afterAll(() => site?.close());

/** Of the desk, on small phones too. */
const desk = { ...anywhere, axeOn: atDesk.axeOn };

/** Pages of the PDF that printing gives, and how far a paper runs over its own page, px. */
async function print(page: Page, name: string): Promise<{ pages: number; over: number }> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 960 });
  await shoot(page, `${name}-paper`);
  const over = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('.proof-paper')].map((p) => p.scrollHeight - p.clientHeight)),
  );
  await page.emulateMedia({ media: null });
  return { pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0, over };
}

const learnerAt = (place: number) => {
  const found = group.learners[place];
  if (!found) throw new Error('no such learner');
  return found;
};

test('the clerk issues for who is ready, the bureau decides, and the rest is said with what mends it', async () => {
  const clerk = await site.sit(fixtures.clerk.phone);
  await clerk.goto(here);
  await clerk.getByText('可以出 1 份 · 已出 0 份 · 还差课时 3 人').waitFor();
  await clerk.getByText('网课 1 课时等人社局核定').waitFor();
  await clerk.getByText('实操 6 课时没到').waitFor();
  await clerk.getByText('网课 4 课时先留着:面授还少').waitFor();
  await clerk.getByText('网课还差 2 课时').waitFor();
  await examine(clerk, 'hours', desk);
  await clerk.setViewportSize({ width: 1366, height: 768 });
  await clerk.getByRole('button', { name: `${learnerAt(0).name} 出证明` }).press('Enter');
  await clerk.getByText('办好了。').waitFor();
  await clerk.getByText(/ZX-410100-\d{4}-0000001-[0-9X]/).waitFor();

  const bureau = await site.sit(fixtures.bureau.phone, [/status of 422/]);
  await bureau.goto(here);
  await bureau.getByText('手术后脸肿,本人带身份证到校', { exact: false }).waitFor();
  const decide = bureau.getByRole('button', { name: `${learnerAt(1).name} 第 3 课时 核定` });
  await decide.press('Enter');
  await bureau.getByText('要写原因。').waitFor();
  await bureau.getByText('至少 4 个字').waitFor();
  await examine(bureau, 'decide', desk);
  await bureau.setViewportSize({ width: 1366, height: 768 });
  await bureau.getByLabel('理由').first().fill('看过当天签到和身份证');
  await decide.press('Enter');
  await bureau.getByText('办好了。').waitFor();
  await bureau.getByText('看过当天签到和身份证', { exact: false }).waitFor();

  await clerk.reload();
  await clerk.getByRole('button', { name: '全部出证明' }).press('Enter');
  await clerk.getByText('可以出 0 份 · 已出 2 份 · 还差课时 2 人').waitFor();
  const download = clerk.waitForEvent('download');
  await clerk.getByRole('link', { name: '导出表格' }).click();
  expect((await download).suggestedFilename()).toContain('.xlsx');

  await clerk.getByRole('link', { name: '打印全部' }).click();
  await clerk.getByRole('article', { name: `学习证明 ${learnerAt(1).name}` }).waitFor();
  await examine(clerk, 'print', desk);
  // One page of A4 each.
  expect(await print(clerk, 'class')).toEqual({ pages: 2, over: 0 });
  await clerk.context().close();
  await bureau.context().close();
}, 120_000);

test('a learner sees her hours in plain words, her proof, and takes the signed file along', async () => {
  const behind = await site.sit(phoneOf(learnerAt(3).n));
  await behind.goto('/progress');
  await behind.getByText('2 / 4 课时').waitFor();
  await behind.getByText('网课还差 2 课时').waitFor();
  await behind.getByText('接着学就行。').waitFor();
  await examine(behind, 'own-hours', anywhere);
  await behind.goto('/my-proof');
  await behind.getByText('还没有证明。').waitFor();
  await examine(behind, 'no-proof', anywhere);
  await behind.context().close();

  const page = await site.sit(phoneOf(learnerAt(0).n));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/progress');
  await page.getByText('课时都满了。').waitFor();
  await page.getByRole('link', { name: '看证明' }).click();
  await page.getByRole('article', { name: `学习证明 ${learnerAt(0).name}` }).waitFor();
  await page.getByText('这是学习证明,不是职业资格证书,也不是职业技能等级证书。').waitFor();
  await examine(page, 'own-proof', anywhere);
  expect(await print(page, 'own')).toEqual({ pages: 1, over: 0 });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载签名文件' }).click();
  expect((await download).suggestedFilename()).toMatch(/^ZX-410100-\d{4}-0000001-[0-9X]\.json$/);
  await page.context().close();
}, 120_000);

test('anybody checks it: by the code at once, by typing, and is told when it is void', async () => {
  const { house } = site;
  const other = await openReady(house.sql, 50, 1);
  await issueProofs(house, clerkSession, other.classId, 'ready', clock('2026-07-02', '10:00'));
  const [proof] = await house.sql<
    { number: string }[]
  >`select number from study_proof where class_id = ${other.classId}`;
  const number = proof?.number ?? '';
  const lastFour = idNumberOf(other.learners[0]?.n ?? 0).slice(14);

  const staff = await site.sit(fixtures.bureau.phone);
  const context = await staff.context().browser()?.newContext({ locale: 'zh-CN' });
  if (!context) throw new Error('no browser');
  const errors: string[] = [];
  const page = await context.newPage();
  page.on('console', (said) => said.type() === 'error' && errors.push(said.text()));
  await staff.goto('/help');
  const origin = new URL(staff.url()).origin;
  const address = proofAddress(testMasterKey, number, `${origin}/`, false);
  await page.goto(address);
  await page.getByText('查到了,这份证明有效。').waitFor();
  await page.getByText('王**').waitFor();
  await page.getByText(`**************${lastFour}`).waitFor();
  await examine(page, 'public', anywhere);
  expect(await context.cookies()).toEqual([]);
  expect(await page.locator('meta[name=robots]').getAttribute('content')).toContain('noindex');

  await page.getByRole('link', { name: '再查一份' }).click();
  await page.getByLabel('编号').fill('ZX-410100-2026-0000009-9');
  await page.getByLabel('身份证后四位').fill('12');
  await page.getByRole('button', { name: '查证明' }).click();
  await page.getByRole('alert').waitFor();
  await examine(page, 'ask-wrong', anywhere);
  await page.getByLabel('编号').fill(number.toLowerCase().replaceAll('-', ' '));
  await page.getByLabel('身份证后四位').fill(lastFour === '0000' ? '1111' : '0000');
  await page.getByRole('button', { name: '查证明' }).click();
  await page.getByText('没有查到这份证明。').waitFor();
  await page.getByLabel('身份证后四位').fill(lastFour.toLowerCase());
  await page.getByRole('button', { name: '查证明' }).click();
  await page.getByText('查到了,这份证明有效。').waitFor();

  await staff.goto(`/desk/classes/${other.classId}/proofs`);
  await staff.getByLabel('理由').last().fill('查实代学,已处理张某某');
  await staff.getByRole('button', { name: '作废' }).press('Enter');
  await staff.getByText('办好了。').waitFor();
  await examine(staff, 'revoked', desk);
  await page.goto(address);
  await page.getByText(/这份证明 \d{4}-\d\d-\d\d 已作废。/).waitFor();
  expect(await page.content()).not.toContain('代学');
  await examine(page, 'public-void', anywhere);
  await page.goto(`${origin}/proof/${number}?k=${'A'.repeat(27)}`);
  await page.getByText('没有查到这份证明。').waitFor();
  expect(errors.filter((said) => !/status of 4\d\d/.test(said))).toEqual([]);
  await context.close();
  await staff.context().close();
}, 120_000);
