import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../harness/start-browser.ts';
import { findFreePort } from '../harness/start-server.ts';
import { everywhere, measureOverflow, runAxe, setTextSize, textSizes } from '../harness/examine-page.ts';

let url = '';
let child: ChildProcess;
let browser: Browser;

beforeAll(async () => {
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  child = spawn(
    process.execPath,
    ['node_modules/@remix-run/dev/dist/cli.js', 'vite:dev', '--host', '127.0.0.1', '--port', String(port)],
    { env: { ...process.env, NODE_ENV: 'development' }, stdio: 'ignore' },
  );
  browser = await startBrowser();
  for (let tries = 0; tries < 300; tries += 1) {
    if (
      await fetch(`${url}/gallery`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(200);
  }
  throw new Error('The development server did not answer.');
});

afterAll(async () => {
  await browser?.close();
  child?.kill();
});

test('every component in every state: axe finds nothing, nothing is too wide', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const wrong: string[] = [];
  for (const size of textSizes) {
    await setTextSize(context, url, size);
    await page.goto(`${url}/gallery`);
    for (const screen of everywhere.screens.filter(({ width }) => width !== 360)) {
      await page.setViewportSize(screen);
      const where = `${size} ${screen.width}`;
      const { wide } = await measureOverflow(page);
      if (wide > 0) wrong.push(`${where}: ${wide} px too wide`);
      wrong.push(...(await runAxe(page)).map((found) => `${where}: ${found}`));
    }
  }
  expect(wrong).toEqual([]);
  await context.close();
});

test('main buttons are 60 px high at least, everything else that is tapped 48, the desk 36', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`${url}/gallery`);
  const small = await page
    .locator('main button:not(#DataTable *, #Desk *), main a, header a, header button')
    .evaluateAll((all) =>
      all
        .filter((one) => one.closest('[role="alert"]') === null)
        .map((one) => ({ text: one.textContent, ...one.getBoundingClientRect().toJSON() }))
        .filter(({ height, width }) => height < 47.5 || width < 47.5),
    );
  expect(small).toEqual([]);
  const main = await page.locator('#Button button').first().boundingBox();
  expect(main?.height).toBeGreaterThanOrEqual(60);
  const desk = await page.locator('#Desk button').first().boundingBox();
  expect(desk?.height).toBeGreaterThanOrEqual(36);
  await page.close();
});

test('the gallery is not built for production', () => {
  expect(readFileSync('build/server/index.js', 'utf8')).not.toContain('routes/gallery');
});
