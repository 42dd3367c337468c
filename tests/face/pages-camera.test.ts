import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { noFaceCheck } from '../harness/face-check.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { said } from './enrol-learner.ts';
import { openFaceSchool, type FaceSchool } from './open-face-school.ts';

// What a learner reads and can do when there is no picture to take.

let school: FaceSchool;
let browser: Browser;
beforeAll(async () => {
  school = await openFaceSchool(noFaceCheck, { withWorker: false });
  browser = await startBrowser({ fakeCamera: true, asksForCamera: true });
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

async function enter(place: number, path: string): Promise<Page> {
  const cookie = await signIn(school.db, fixtureLearner(place).phone);
  const page = await newPhonePage(browser, {
    cookie,
    url: school.server.url,
    expectedErrors: [/status of 425/],
  });
  await page.goto(path);
  return page;
}

it('says how to allow the camera, with pictures, when it is denied', async () => {
  await giveConsent(school.house, fixtureLearner(1).id, said, readClock());
  const page = await enter(1, '/face');
  await page.context().clearPermissions();
  await page.getByRole('button', { name: '去照相' }).click();
  await page.getByRole('button', { name: '开始照' }).click();
  await expect.poll(() => page.locator('h1').innerText()).toBe('手机没让用相机。照着图打开。');
  expect(await page.locator('main ol svg').count()).toBe(3);
  // She has opened it: the same button goes on.
  await page.context().grantPermissions(['camera']);
  await page.getByRole('button', { name: '打开了,再试' }).click();
  await page.getByText(/脸放进圈里|没看到脸|光太暗/).waitFor({ timeout: 30_000 });
  await page.context().close();
});

it('says the same in the device check, and goes on from there', async () => {
  const page = await enter(2, '/device-check');
  await page.context().clearPermissions();
  await page.getByRole('button', { name: '开始' }).click();
  await page.getByRole('button', { name: '听见了' }).click();
  await expect.poll(() => page.locator('h1').innerText(), { timeout: 20_000 }).toMatch(/手机没让用相机/);
  await page.context().grantPermissions(['camera']);
  await page.getByRole('button', { name: '打开了,再试' }).click();
  await page.getByText('光线', { exact: true }).waitFor({ timeout: 30_000 });
  await page.context().close();
});

it('stops a lesson whose camera is taken away, and goes on when it is back', async () => {
  await giveConsent(school.house, fixtureLearner(3).id, said, readClock());
  const page = await enter(3, '/lessons/1');
  await page.getByRole('button', { name: /开始学|接着学/ }).click();
  await page.getByText('相机开着').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: '停一下' }).waitFor({ timeout: 20_000 });
  await page.context().clearPermissions();
  await page.getByText('相机断了。点一下再打开。').first().waitFor({ timeout: 15_000 });
  await page.context().grantPermissions(['camera']);
  await page.getByRole('button', { name: '接着学' }).click();
  await page.getByRole('button', { name: '停一下' }).waitFor({ timeout: 20_000 });
  await page.getByText('相机开着').waitFor({ timeout: 15_000 });
  await page.getByRole('button', { name: '有人在帮我' }).click();
  await page.getByText('记下了,有人在帮您。').waitFor({ timeout: 10_000 });
  const { id } = fixtureLearner(3);
  const notices = await school.sql`select id from helper_notice where learner_id = ${id}`;
  expect(notices.length).toBe(1);
  await page.context().close();
});
