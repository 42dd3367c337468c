import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { measureOverflow, runAxe, screens } from '../pages/examine-page.ts';
import { addCookie, watchPage } from '../harness/phone-page.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { openAuthorDesk, type AuthorDesk } from './open-author-desk.ts';

let desk: AuthorDesk;
let browser: Browser;

async function sit(): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
    baseURL: desk.server.url,
  });
  await addCookie(context, desk.author, desk.server.url);
  const page = await context.newPage();
  watchPage(page, {});
  return page;
}

beforeAll(async () => {
  [desk, browser] = await Promise.all([openAuthorDesk(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

test('the page of a lesson fits every screen and axe finds nothing', async () => {
  const wrong: string[] = [];
  const page = await sit();
  await page.goto(`/desk/lessons/${desk.lessonId}`);
  for (const screen of screens) {
    await page.setViewportSize(screen);
    const { wide } = await measureOverflow(page);
    if (wide > 0) wrong.push(`${screen.width}: ${wide} px too wide`);
    wrong.push(...(await runAxe(page)).map((found) => `${screen.width}: ${found}`));
    if (process.env.SHOTS) await page.screenshot({ path: `/tmp/lesson-${screen.width}.png`, fullPage: true });
  }
  expect(wrong).toEqual([]);
  await page.context().close();
});
