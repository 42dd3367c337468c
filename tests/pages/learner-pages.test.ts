import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as tables from '../../db/schema/index.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { atEveryDesk, everywhere, findFaults, setTextSize, textSizes } from '../harness/examine-page.ts';
import { studySome } from './study-some.ts';

let database: TestDatabase;
let server: TestServer;
let browser: Browser;
const learner = fixtureLearner(1);

beforeAll(async () => {
  database = await openTestDatabase();
  await studySome(database.db, learner);
  [server, browser] = await Promise.all([startServer({ databaseUrl: database.databaseUrl }), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.close();
});

async function pageOf(phone: string | null, expectedErrors: RegExp[] = []): Promise<Page> {
  const cookie = phone ? await signIn(database.db, phone) : undefined;
  return newPhonePage(browser, { url: server.url, cookie, expectedErrors });
}

/** Opens `path` in every size of screen and text, and says everything that is wrong with it. */
async function examine(page: Page, path: string, mustFit: boolean): Promise<string[]> {
  const wrong: string[] = [];
  for (const size of textSizes) {
    await setTextSize(page.context(), server.url, size);
    await page.goto(path);
    const where = path.startsWith('/desk') ? atEveryDesk : everywhere;
    const fits = ({ width }: { width: number }) => mustFit && size === 'large' && width === 360;
    wrong.push(...(await findFaults(page, `${path} ${size}`, where, fits)));
  }
  return wrong;
}

describe('every page, on four screens, in three text sizes', () => {
  const cases = [
    { path: '/sign-in', phone: null, mustFit: true },
    { path: '/help', phone: null, mustFit: false },
    { path: '/', phone: learner.phone, mustFit: false },
    { path: '/progress', phone: learner.phone, mustFit: false },
    { path: '/help', phone: learner.phone, mustFit: false },
    { path: '/consent', phone: learner.phone, mustFit: false },
    { path: '/consent?again=yes', phone: learner.phone, mustFit: false },
    { path: '/device-check', phone: learner.phone, mustFit: false },
    { path: '/photos', phone: learner.phone, mustFit: true },
    { path: '/looked', phone: learner.phone, mustFit: false },
    { path: '/desk', phone: fixtures.clerk.phone, mustFit: false },
    { path: '/desk', phone: fixtures.inspector.phone, mustFit: false },
    { path: '/desk', phone: fixtures.author.phone, mustFit: false },
    { path: '/no-such-page', phone: null, mustFit: true },
    { path: '/desk', phone: learner.phone, mustFit: true },
  ];
  test.each(cases)('$path as $phone', async ({ path, phone, mustFit }) => {
    const page = await pageOf(phone, [/status of 40[34]/]);
    expect(await examine(page, path, mustFit)).toEqual([]);
    await page.context().close();
  });
});

describe('home', () => {
  test('one button leads to the lesson that is next', async () => {
    const page = await pageOf(learner.phone);
    await page.goto('/');
    await expect.poll(() => page.locator('h1').innerText()).toBe('上次学到 5 分。');
    expect(await page.getByRole('link', { name: '继续学第2课' }).getAttribute('href')).toBe('/lessons/2');
    expect(await page.locator('main').innerText()).toContain('有 2 分钟没记上。');
    await page.context().close();
  });

  test('who has not begun begins with lesson 1', async () => {
    const page = await pageOf(fixtureLearner(2).phone);
    await page.goto('/');
    expect(await page.locator('h1').innerText()).toBe('从第 1 课开始学。');
    expect(await page.getByRole('link', { name: '继续学第1课' }).count()).toBe(1);
    await page.context().close();
  });

  test('a lesson that is being made says how far it is, and opens by itself when it is done', async () => {
    const [second] = fixtures.lessons.slice(1);
    const setState = (state: 'processing' | 'published') =>
      pastGuards(
        database.sql,
        (tx) =>
          tx`update video_version set state = ${state}, step_pct = 43 where id = ${second?.videoVersionId ?? ''}`,
      );
    await setState('processing');
    const page = await pageOf(learner.phone);
    await page.goto('/');
    expect(await page.locator('h1').innerText()).toBe('第 2 课还在准备。');
    expect(await page.locator('main').innerText()).toContain('做好了 43%');
    await setState('published');
    await page.getByRole('link', { name: '继续学第2课' }).waitFor({ timeout: 15_000 });
    await page.context().close();
  });

  test('all lessons done, and no class at all', async () => {
    const done = fixtureLearner(3);
    await studySome(database.db, done, { all: true });
    const page = await pageOf(done.phone);
    await page.goto('/');
    expect(await page.locator('h1').innerText()).toBe('课都学完了,可以考试。');
    await page.getByRole('link', { name: '去考试' }).waitFor();
    await page.context().close();

    const alone = fixtureLearner(4);
    await database.db.delete(tables.enrolment).where(eq(tables.enrolment.learnerId, alone.id));
    const other = await pageOf(alone.phone);
    await other.goto('/');
    expect(await other.locator('h1').innerText()).toBe('还没排课。');
    expect(await other.getByRole('link', { name: '找老师' }).getAttribute('href')).toBe('tel:037100000001');
    await other.context().close();
  });

  test('what only a demonstration approved says so on the first page, the record and the lesson', async () => {
    const [, second] = fixtures.lessons;
    const setDocument = (document: string) =>
      pastGuards(
        database.sql,
        (tx) =>
          tx`update video_version set approval_document = ${document} where id = ${second?.videoVersionId ?? ''}`,
      );
    const page = await pageOf(learner.phone);
    const tag = page.locator('main').getByText('演示批准');
    for (const path of ['/', '/progress', '/lessons/2']) {
      await setDocument('演示第1号');
      await page.goto(path);
      await tag.waitFor();
      expect([path, await tag.count()]).toEqual([path, 1]);
      expect(await findFaults(page, path, everywhere)).toEqual([]);
      await setDocument('豫培办审〔2026〕1号');
      await page.goto(path);
      await page.locator('h1').first().waitFor();
      expect([path, await tag.count()]).toEqual([path, 0]);
    }
    await page.context().close();
  });

  test('nothing moves while it appears', async () => {
    const page = await pageOf(learner.phone);
    await page.addInitScript(() => {
      Object.assign(globalThis, { shift: 0 });
      type Shift = PerformanceEntry & { value: number };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Shift[])
          (globalThis as unknown as { shift: number }).shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const path of ['/', '/progress', '/help']) {
      await page.goto(path, { waitUntil: 'networkidle' });
      const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
      expect(shift, path).toBeLessThanOrEqual(0.05);
    }
    await page.context().close();
  });
});

test('the record names every withheld second with its reason and its repair', async () => {
  const page = await pageOf(learner.phone);
  await page.goto('/progress');
  const text = await page.locator('main').innerText();
  expect(text).toContain('05:00 到 07:00 没算,因为题没答。');
  expect(text).toContain('再学一遍就能补。');
  expect(await page.getByRole('link', { name: '从这里补' }).getAttribute('href')).toBe('/lessons/2');
  expect(await page.getByRole('link', { name: '补没记上的' }).getAttribute('href')).toBe('/lessons/2');
  await page.context().close();
});

test('字 changes every page at once, and the server remembers', async () => {
  const page = await pageOf(learner.phone);
  await page.goto('/');
  const size = () => page.locator('html').getAttribute('data-size');
  const bodyPx = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  expect([await size(), await bodyPx()]).toEqual(['large', '22px']);
  await page.getByRole('button', { name: /字大小/ }).click();
  await expect.poll(size).toBe('xlarge');
  expect(await bodyPx()).toBe('30px');
  await page.goto('/progress');
  expect(await size()).toBe('xlarge');
  await page.getByRole('button', { name: /字大小/ }).click();
  await expect.poll(size).toBe('standard');
  expect(await bodyPx()).toBe('18px');
  await page.context().close();
});

test('字 and sign-in work without scripts', async () => {
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /字大小/ }).click();
  expect(await page.locator('html').getAttribute('data-size')).toBe('xlarge');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.getByLabel('手机号').fill(learner.phone);
  await page.locator('#password').fill(fixtures.password);
  await page.getByRole('button', { name: '登录' }).click();
  expect(new URL(page.url()).pathname).toBe('/');
  await context.close();
});

test('English beside Chinese', async () => {
  const page = await pageOf(learner.phone);
  await page.goto('/help');
  await page.getByRole('button', { name: 'English' }).click();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  await page.goto('/');
  expect(await page.getByRole('link', { name: 'Go on: lesson 2' }).count()).toBe(1);
  await page.context().close();
});
