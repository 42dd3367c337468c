import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import { decideCase } from '../../app/presence/review/decide-case.server.ts';
import { withFaceCheck } from '../harness/face-check.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { runAxe } from '../harness/examine-page.ts';
import { openFaceSchool, type FaceSchool } from './open-face-school.ts';
import { sessionOf, storePhotograph, storeReference, storeYes } from './store-face.ts';

// What a learner sees of her own pictures, how she has one looked at again, and how the answer reaches her.

let school: FaceSchool;
let browser: Browser;
beforeAll(async () => {
  school = await openFaceSchool(withFaceCheck, { withWorker: false });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

it('shows her picture beside the confirmed one, takes her words, and brings the answer home', async () => {
  const { house, sql, db, server } = school;
  const learner = fixtureLearner(1);
  await storeYes(house, learner.id);
  await storeReference(house, learner.id, 'active');
  await storePhotograph(house, learner, 'other', false);
  const cookie = await signIn(db, learner.phone);
  const page = await newPhonePage(browser, { cookie, url: server.url });
  await page.goto('/photos', { waitUntil: 'networkidle' });
  const pictures = await page
    .locator('main img')
    .evaluateAll((all) => all.map((el) => (el as HTMLImageElement).naturalWidth > 0));
  expect(pictures).toEqual([true, true]);
  expect(await page.locator('main li').innerText()).toMatch(/没认出您。[\s\S]*不算数,会再照/);
  expect(await runAxe(page)).toEqual([]);

  await page.getByText('不对,请老师再看', { exact: true }).click();
  await page.getByRole('textbox').fill('那天戴了口罩');
  await page.getByRole('button', { name: '交给老师' }).click();
  await page.getByText('交给老师了,等结果。').waitFor({ timeout: 10_000 });
  const [one] = await sql<{ id: string; words: string }[]>`
    select id, words from face_case where learner_id = ${learner.id} and kind = 'contested'`;
  expect(one?.words).toBe('那天戴了口罩');

  const clerk = sessionOf(fixtures.clerk.id, 'clerk');
  const decided = { decision: 'same_person', reason: '口罩遮住了,是本人' } as const;
  await decideCase(house, clerk, one?.id ?? '', decided, readClock());
  await page.goto('/');
  await page.getByText('老师看过您的照片了。').waitFor();
  await page.getByRole('link', { name: '看结果' }).click();
  await page.getByText('老师看过了,是您本人。').waitFor();
  expect(await page.locator('main').innerText()).toContain('口罩遮住了,是本人');
  // Seen: home says it no more.
  await expect
    .poll(async () => (await sql`select id from face_case where seen_by_learner_at is not null`).length)
    .toBe(1);
  await page.goto('/');
  expect(await page.getByText('老师看过您的照片了。').count()).toBe(0);
  await page.context().close();
});

it('takes a consent back only after it has said what happens, and says so afterwards', async () => {
  const { house, sql, db, server } = school;
  const learner = fixtureLearner(2);
  await storeYes(house, learner.id);
  await storeReference(house, learner.id, 'active');
  const cookie = await signIn(db, learner.phone);
  const page = await newPhonePage(browser, { cookie, url: server.url });
  await page.goto('/consent');
  await page.getByRole('link', { name: '收回同意' }).click();
  await page.getByText('照片和认脸数据全部删掉,找不回来。').waitFor();
  const keys = () => sql`select learner_id from learner_key where learner_id = ${learner.id}`;
  expect((await keys()).length).toBe(1);
  await page.getByRole('button', { name: '收回,删掉照片' }).click();
  await expect.poll(() => page.locator('h1').innerText()).toBe('同意收回了,照片都删掉了。');
  expect((await keys()).length).toBe(0);
  await page.goto('/');
  await expect.poll(() => page.locator('h1').innerText()).toBe('您选了去教室上。');
  await page.context().close();
});
