import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { sealFirstCode } from '../../app/training/roster/first-codes.server.ts';
import { proveSome } from './prove-some.ts';
import { runAxe, shoot } from '../harness/examine-page.ts';

// The board in a browser, by keyboard, at a desk and on a telephone.

let site: DeskSite;
const { enrolmentId, id, name } = fixtureLearner(2);
beforeAll(async () => {
  site = await openDeskSite(async ({ sql }) => {
    await proveSome(sql, id, enrolmentId, 61_000);
    await sql`insert into face_case (learner_id, institution_id, kind, subject_kind, subject_id, opened_at)
      values (${id}, ${fixtures.institutionId}, 'three_tries', 'challenge', gen_random_uuid(), now())`;
  });
}, 120_000);
afterAll(() => site?.close());

it('a clerk finds who is stuck, sees why, and is led to where she helps; all by keys', async () => {
  const page = await site.sit(fixtures.clerk.phone);
  await page.goto('/desk/classes');
  await page.getByRole('link', { name: '测试班' }).waitFor();
  await page.goto(`/desk/classes/${fixtures.classId}/board`);
  const first = page.getByRole('row').nth(1);
  expect(await first.innerText()).toContain(name);
  expect(await first.innerText()).toContain('照相几次没通过,要当面看一下。');
  expect(await runAxe(page)).toEqual([]);
  await shoot(page, 'board');
  await page.getByRole('link', { name: /卡住了/ }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/show=stuck/);
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await page.getByRole('link', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await page.getByText('1 分 1 秒').first().waitFor();
  expect(await runAxe(page)).toEqual([]);
  await shoot(page, 'learner');
  await page.getByRole('link', { name: '帮她解决' }).click();
  await page.waitForURL(/\/desk\/reviews\?kind=three_tries/);
  await page.context().close();
});

it('who has her account with another institution is helped there: its telephone, no page that is not there', async () => {
  const { sql } = site.house;
  const guest = fixtures.other.learner;
  await sql`insert into enrolment (learner_id, class_id) values (${guest.id}, ${fixtures.classId})`;
  await sql`update person set password_hash = null where id = ${guest.id}`;
  const page = await site.sit(fixtures.clerk.phone);
  await page.goto(`/desk/classes/${fixtures.classId}/board?find=${encodeURIComponent(guest.name)}`);
  const call = page.getByRole('link', { name: /账号在.+,打 / });
  expect(await call.getAttribute('href')).toMatch(/^tel:/);
  await page.getByRole('link', { name: guest.name, exact: true }).click();
  await page.getByRole('heading', { name: guest.name, exact: true }).waitFor();
  expect(await page.locator(`a[href*="${guest.id}"]`).count()).toBe(0);
  await page.context().close();
  await sql`delete from enrolment where learner_id = ${guest.id} and class_id = ${fixtures.classId}`;
});

it('the bureau of the class reads it and is offered nothing to do; on a telephone nothing runs over', async () => {
  const page = await site.sit(fixtures.bureau.phone);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/desk');
  await page.waitForURL(/\/desk\/bureau$/);
  await page.goto(`/desk/classes/${fixtures.classId}/board`);
  await page.getByText(name, { exact: true }).waitFor();
  expect(await page.getByRole('link', { name: /帮她解决/ }).count()).toBe(0);
  expect(await runAxe(page)).toEqual([]);
  await shoot(page, 'board-390');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.context().close();
});

it('the sign-in sheet has a slip with a code for whoever has no password yet, and for nobody else', async () => {
  const { sql, masterKey } = site.house;
  const newcomer = fixtureLearner(4);
  const sealed = sealFirstCode(masterKey, newcomer.id, '204816');
  await sql`update person set password_hash = null where id = ${newcomer.id}`;
  await sql`insert into first_code (person_id, code_sealed, created_at) values (${newcomer.id}, ${sealed}, now())`;
  const page = await site.sit(fixtures.clerk.phone);
  await page.goto(`/desk/classes/${fixtures.classId}/sheet`);
  const slip = page.getByRole('listitem').filter({ hasText: '204816' });
  expect(await slip.innerText()).toContain(newcomer.phone);
  expect(await page.locator('.sheet-slip').count()).toBe(1);
  await page.getByText('1 人要发,11 人不用发').waitFor();
  expect(await runAxe(page)).toEqual([]);
  await shoot(page, 'sheet');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
  expect(await slip.isVisible()).toBe(true);
  await page.context().close();
});
