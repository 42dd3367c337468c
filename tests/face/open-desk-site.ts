import type { Browser, Page } from 'playwright-core';
import type { House } from '../../app/platform/house.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { addCookie, watchPage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { houseOf } from './store-face.ts';

/** A desk at 1366×768: database, server and browser of its own. */
export type DeskSite = {
  house: House;
  /** Signs the account with this number in; what may stand in the console is named. */
  sit(phone: string, expectedErrors?: RegExp[]): Promise<Page>;
  close(): Promise<void>;
};

/** Opens everything; `fill` stores what the desk shows first. */
export async function openDeskSite(fill: (house: House) => Promise<void>): Promise<DeskSite> {
  const database: TestDatabase = await openTestDatabase();
  const house = houseOf(database);
  await fill(house);
  const [server, browser]: [TestServer, Browser] = await Promise.all([
    startServer({ databaseUrl: database.databaseUrl }),
    startBrowser(),
  ]);
  return {
    house,
    async sit(phone, expectedErrors = []) {
      const context = await browser.newContext({
        ...{ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
        baseURL: server.url,
      });
      await addCookie(context, await signIn(database.db, phone), server.url);
      const page = await context.newPage();
      watchPage(page, { expectedErrors });
      return page;
    },
    async close() {
      await browser.close();
      await server.stop();
      await database.close();
    },
  };
}

/** How many pictures on the page really show something. */
export const countPictures = (page: Page) => () =>
  page.evaluate(() => [...document.images].filter((image) => image.naturalWidth > 0).length);
