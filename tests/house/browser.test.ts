import { createServer } from 'node:http';
import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seenErrors, takeErrors } from '../harness/page-errors.ts';
import { newPhonePage, watchPage } from '../harness/phone-page.ts';
import { startBrowser, startPlainBrowser } from '../harness/start-browser.ts';

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>x</title><p>x',
  );
});
let url: string;
let browser: Browser;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  browser = await startBrowser({ fakeCamera: true });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

test('a phone page is a phone, with a camera, and is quiet', async () => {
  const page = await newPhonePage(browser);
  await page.goto(url);
  const seen = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const kinds = stream.getTracks().map((track) => track.kind);
    return { width: innerWidth, height: innerHeight, touch: navigator.maxTouchPoints > 0, kinds };
  });
  expect(seen).toEqual({ width: 390, height: 844, touch: true, kinds: ['video'] });
  expect(takeErrors()).toEqual([]);
  await page.context().close();
});

test('a console.error and an uncaught error are noted, unless the test expects them', async () => {
  const page = await newPhonePage(browser, { expectedErrors: [/foretold/] });
  await page.goto(url);
  await page.evaluate(() => {
    console.error('foretold');
    console.error('surprise');
    setTimeout(() => {
      throw new Error('broken');
    });
  });
  await expect.poll(() => seenErrors()).toHaveLength(2);
  expect(takeErrors()).toEqual([expect.stringContaining('surprise'), expect.stringContaining('broken')]);
  await page.context().close();
});

test('the browser of a person plays H.264 and knows when it is hidden', async () => {
  const { context, close } = await startPlainBrowser();
  try {
    const page = await context.newPage();
    watchPage(page);
    await page.goto(url);
    const look = () =>
      page.evaluate(() => [
        document.visibilityState,
        MediaSource.isTypeSupported('video/mp4; codecs="avc1.42E01E,mp4a.40.2"'),
      ]);
    expect(await look()).toEqual(['visible', true]);
    const other = await context.newPage();
    await other.bringToFront();
    await expect.poll(look).toEqual(['hidden', true]);
    await page.bringToFront();
    await expect.poll(look).toEqual(['visible', true]);
  } finally {
    await close();
  }
});
