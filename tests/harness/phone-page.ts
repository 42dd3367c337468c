import type { Browser, BrowserContext, Page } from 'playwright-core';
import { noteError } from './page-errors.ts';

/** What a page may write to its console without failing the test, each as narrow as possible. */
export type Expected = { expectedErrors?: RegExp[] };

/** A page on a 390×844 phone screen, in a context of its own. A console.error or an uncaught error fails the test. */
export async function newPhonePage(
  browser: Browser,
  options: Expected & { cookie?: string; url?: string; permissions?: string[] } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: options.permissions ?? ['camera'],
    ...(options.url ? { baseURL: options.url } : {}),
  });
  if (options.cookie && options.url) await addCookie(context, options.cookie, options.url);
  const page = await context.newPage();
  watchPage(page, options);
  return page;
}

/** Puts the Cookie header that `signIn` returned into a browser context. */
export async function addCookie(context: BrowserContext, cookie: string, url: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
}

/** Makes the errors of any page fail the running test. */
export function watchPage(page: Page, options: Expected = {}): void {
  const note = (text: string) => {
    if (!options.expectedErrors?.some((pattern) => pattern.test(text))) noteError(text);
  };
  page.on('pageerror', (error) => note(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console.error: ${message.text()} (${message.location().url})`);
  });
}
