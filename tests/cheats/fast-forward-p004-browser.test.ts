import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openClassroom, type Classroom } from '../lesson/open-classroom.ts';
import { hook, readNaive, type HookName } from './hook-page.ts';
import { readLedger, verifyLog } from './read-ledger.ts';

// P004 in real Chromium: what extensions do to the player earns no more than the server's clock.

/** What Chromium itself writes when a request is refused or cut. */
const refused = [/status of (4\d\d|503)/, /ERR_/];

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom({ popup_min_gap_s: 200, popup_max_gap_s: 210, class_hour_min_s: 600 });
});
afterAll(() => classroom?.close());

/** Opens the lesson and starts it; a page that is hooked may never say that it plays. */
async function start(page: Page): Promise<void> {
  await page.goto(`${classroom.url}/lessons/1`);
  await page.getByRole('button', { name: /开始学|接着学/ }).click();
}

/** Studies for `ms` under `names`. Answers what the ledger, the clock and the naive tracker of the page say. */
async function studyHooked(place: number, ms: number, ...names: HookName[]) {
  const page = await classroom.enter(place, refused);
  await hook(page.context(), ...names);
  const startedMs = performance.now();
  await start(page);
  const pageStartedMs = await page.evaluate(() => Date.now());
  await sleep(ms);
  const naive = {
    ...(await readNaive(page)),
    pageClockMs: (await page.evaluate(() => Date.now())) - pageStartedMs,
  };
  await page.close();
  const wallMs = performance.now() - startedMs;
  await page.context().close();
  // The last beat is on its way when the page closes.
  await sleep(1_000);
  const { id } = fixtureLearner(place);
  const ledger = await readLedger(classroom.sql, id);
  await verifyLog(classroom.sql, id);
  return { ...naive, ...ledger, wallMs };
}

it('a rate, a seek or a clock that is hooked earns at most the time that passed (A01, A02, A04, A05)', async () => {
  const [honest, extended, locked, seeking, hurried] = await Promise.all([
    studyHooked(1, 25_000),
    studyHooked(2, 25_000, 'a speed extension'),
    studyHooked(3, 25_000, 'a locked and hidden rate'),
    studyHooked(4, 25_000, 'a script that seeks'),
    studyHooked(5, 25_000, 'hurried workers', 'hurried clocks'),
  ]);
  for (const one of [honest, extended, locked, seeking, hurried]) {
    expect(one.frontierMs).toBeLessThanOrEqual(one.wallMs);
    expect(one.completed).toBe(0);
  }
  expect(honest.frontierMs).toBeGreaterThan(15_000);
  // Each hook works in the page: who believes the position, what was played or the page's clock gives more.
  expect(locked.naivePlayedMs).toBeGreaterThan(locked.wallMs);
  expect(seeking.naiveFurthestMs).toBeGreaterThan(35_000);
  expect(hurried.pageClockMs).toBeGreaterThan(5 * hurried.wallMs);
});

it('a lesson of one second that says it is the whole one completes nothing (A13)', async () => {
  const page = await classroom.enter(6, refused);
  await hook(page.context());
  await page.route(/\/\d+p\.m3u8$/, async (route) => {
    const real = await (await route.fetch()).text();
    const lines = real.split('\n');
    const first = lines.findIndex((line) => line.startsWith('#EXTINF'));
    const head = lines.slice(0, first).join('\n');
    const whole = `${head}\n#EXTINF:1.0,\n${lines[first + 1]}\n#EXT-X-ENDLIST\n`;
    await route.fulfill({ contentType: 'application/vnd.apple.mpegurl', body: whole });
  });
  const startedMs = performance.now();
  await start(page);
  await sleep(12_000);
  const naive = await page.evaluate(() => {
    const video = document.querySelector('video');
    return video ? video.currentTime / video.duration : 0;
  });
  await page.context().close();
  await sleep(1_000);
  const { id } = fixtureLearner(6);
  const ledger = await readLedger(classroom.sql, id);
  expect(ledger.frontierMs).toBeLessThanOrEqual(Math.min(4_500, performance.now() - startedMs));
  expect(ledger).toMatchObject({ completed: 0, provenMs: 0 });
  // Position over duration, as the page has them, is a finished lesson.
  expect(naive).toBeGreaterThan(0.9);
  await verifyLog(classroom.sql, id);
});
