import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../app/identity/create-account.server.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { runAxe } from '../harness/examine-page.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';

let database: TestDatabase;
let server: TestServer;
let browser: Browser;
const newcomer = { phone: '13900000099', code: '640217' };

beforeAll(async () => {
  database = await openTestDatabase();
  await createAccount(database.db, randomBytes(32), {
    institutionId: fixtures.institutionId,
    role: 'learner',
    name: '新学员',
    phone: newcomer.phone,
    firstSignInCode: newcomer.code,
  });
  [server, browser] = await Promise.all([startServer({ databaseUrl: database.databaseUrl }), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.close();
});

const open = (expectedErrors: RegExp[] = []) => newPhonePage(browser, { url: server.url, expectedErrors });
const pathOf = (page: Page) => () => new URL(page.url()).pathname;

async function fillIn(page: Page, phone: string, password: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

test('first sign-in: the code opens one page, which sets the password', async () => {
  const page = await open([/status of 422/]);
  await page.goto('/');
  expect(pathOf(page)()).toBe('/sign-in');
  await fillIn(page, newcomer.phone, newcomer.code);
  await expect.poll(pathOf(page)).toBe('/set-password');
  await page.goto('/progress');
  expect(pathOf(page)(), 'nothing else is open yet').toBe('/set-password');

  await page.locator('#password').fill(newcomer.code);
  await page.getByRole('button', { name: '设好了' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('密码要 8 位以上。');
  expect(await page.locator('#password').getAttribute('aria-invalid')).toBe('true');

  await page.locator('#password').fill('xiao-he-liu-shui');
  await page.getByRole('button', { name: '设好了' }).click();
  await expect.poll(pathOf(page)).toBe('/');
  await page.getByRole('link', { name: '求助' }).click();
  await page.getByRole('button', { name: '退出', exact: true }).click();
  await expect.poll(pathOf(page)).toBe('/sign-in');
  await fillIn(page, newcomer.phone, 'xiao-he-liu-shui');
  await expect.poll(pathOf(page)).toBe('/');
  await page.context().close();
});

test('two who share a telephone and a password are asked who they are, and lose nothing typed', async () => {
  const family = { phone: '13900000098', password: 'our-garden' };
  for (const name of ['王桂芳', '李秀英'])
    await createAccount(database.db, randomBytes(32), {
      ...{ institutionId: fixtures.institutionId, role: 'learner', name },
      ...family,
    });
  const page = await open([/status of 409/]);
  await page.goto('/sign-in');
  await fillIn(page, family.phone, family.password);
  await page.getByText('您是哪一位?').waitFor();
  expect(await runAxe(page)).toEqual([]);
  expect(await page.locator('#password').inputValue()).toBe(family.password);
  await page.getByRole('button', { name: '李秀英' }).click();
  await expect.poll(pathOf(page)).toBe('/');
  await page.getByText('李秀英').first().waitFor();
  await page.context().close();
});

test('a wrong password is said once, keeps the number, and focuses what was said', async () => {
  const page = await open([/status of 401/]);
  await page.goto('/sign-in');
  await fillIn(page, fixtureLearner(1).phone, 'not-the-password');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.innerText()).toContain('手机号或密码不对。');
  expect(await page.getByLabel('手机号').inputValue()).toBe(fixtureLearner(1).phone);
  expect(await alert.evaluate((box) => box === document.activeElement)).toBe(true);
  await page.context().close();
});

test('a number that is none is said at its field, before anything is tried', async () => {
  const page = await open([/status of 422/]);
  await page.goto('/sign-in');
  await fillIn(page, '12345', 'whatever');
  await page.getByRole('alert').waitFor();
  expect(await page.locator('#phone-error').innerText()).toContain('手机号是 11 位数字。');
  expect(await page.locator('#phone').getAttribute('aria-describedby')).toContain('phone-error');
  await page.context().close();
});

test('the password can be looked at, and the number has the keys of a telephone', async () => {
  const page = await open();
  await page.goto('/sign-in');
  await page.locator('#password').fill('secret-word');
  await page.getByRole('button', { name: '看密码' }).click();
  expect(await page.locator('#password').getAttribute('type')).toBe('text');
  expect(await page.locator('#password').inputValue()).toBe('secret-word');
  expect(await page.locator('#phone').getAttribute('inputmode')).toBe('tel');
  await page.context().close();
});

test('after sign-in the page that was asked for opens, and never another site', async () => {
  const page = await open();
  await page.goto('/progress');
  expect(page.url()).toContain('/sign-in?next=%2Fprogress');
  await fillIn(page, fixtureLearner(2).phone, fixtures.password);
  await expect.poll(pathOf(page)).toBe('/progress');
  await page.context().close();

  const lured = await open();
  await lured.goto('/sign-in?next=//example.org/');
  await fillIn(lured, fixtureLearner(2).phone, fixtures.password);
  await expect.poll(pathOf(lured)).toBe('/');
  expect(new URL(lured.url()).origin).toBe(server.url);
  await lured.context().close();
});

test('signing out everywhere ends the other browser too', async () => {
  const [first, second] = [await open(), await open()];
  for (const page of [first, second]) {
    await page.goto('/sign-in');
    await fillIn(page, fixtureLearner(3).phone, fixtures.password);
    await expect.poll(pathOf(page)).toBe('/');
  }
  await first.goto('/help');
  await first.getByRole('button', { name: '全部退出' }).click();
  await expect.poll(pathOf(first)).toBe('/sign-in');
  await second.goto('/');
  expect(pathOf(second)()).toBe('/sign-in');
  await first.context().close();
  await second.context().close();
});

test('every other role lands at its desk', async () => {
  for (const { phone } of [fixtures.clerk, fixtures.author, fixtures.reviewer, fixtures.inspector]) {
    const page = await open();
    await page.goto('/sign-in');
    await fillIn(page, phone, fixtures.password);
    await expect.poll(pathOf(page)).toBe('/desk');
    await page.context().close();
  }
});
