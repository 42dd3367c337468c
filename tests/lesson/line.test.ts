import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cut, full, openClassroom, playing, readVideo, says, type Classroom } from './open-classroom.ts';

// A real browser as a person has it: hidden is hidden, and the line goes down and comes back.

const profile = { popup_min_gap_s: 100, popup_max_gap_s: 110, class_hour_min_s: 600 };
let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom(profile, true);
});
afterAll(() => classroom?.close());

it('stops when another tab comes to the front, counts until then, and says why on return', async () => {
  const page = await classroom.enter(1);
  await classroom.begin(page);
  await sleep(4_000);
  const other = await classroom.another(page.context());
  await other.bringToFront();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
  await sleep(1_000);
  const stopped = await readVideo(page);
  expect(stopped.paused).toBe(true);
  const { frontierMs } = await classroom.readProgress(1);
  expect(stopped.atMs - frontierMs).toBeLessThan(800);
  expect(frontierMs).toBeLessThanOrEqual(Math.ceil(stopped.atMs));
  await sleep(3_000);
  await page.bringToFront();
  await says(page, '刚才离开了这一页,先停了。');
  expect((await classroom.readProgress(1)).frontierMs).toBe(frontierMs);
  await page.getByRole('button', { name: '接着学' }).click();
  await playing(page);
  await Promise.all([page.close(), other.close()]);
});

it('keeps what is earned while the line is down, and goes on from there', { timeout: 120_000 }, async () => {
  const page = await classroom.enter(2, [cut]);
  await classroom.begin(page);
  await sleep(6_000);
  const session = await page.context().newCDPSession(page);
  const line = (offline: boolean) =>
    session.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await session.send('Network.enable');
  await line(true);
  await says(page, /网断了。学到 \d+ 秒都记着。/, 45_000);
  const kept = await classroom.readProgress(2);
  await line(false);
  await playing(page, 20_000);
  await expect
    .poll(async () => (await classroom.readProgress(2)).frontierMs, { timeout: 12_000 })
    .toBeGreaterThan(kept.frontierMs + 3_000);
  expect((await readVideo(page)).paused).toBe(false);
  await page.close();
});

it('sent away by a full server, the page says so, and comes in by itself when it was told to', async () => {
  const page = await classroom.enter(3, [full]);
  const askedMs: number[] = [];
  await page.route('**/study/leases', async (route) => {
    askedMs.push(performance.now());
    if (askedMs.length > 2) return route.continue();
    const told = { refused: 'busy', say: '', fix: '', facts: { retryAfterS: 4 } };
    return route.fulfill({ status: 503, headers: { 'Retry-After': '4' }, json: told });
  });
  await page.goto(`${classroom.url}/lessons/1`);
  await says(page, '现在人多,正在排队。');
  // Nobody taps anything until she is in.
  await page.getByRole('button', { name: '开始学' }).click({ timeout: 30_000 });
  await playing(page);
  // No sooner than it was told: its own first waits would have been 1 s and 2 s.
  const waits = askedMs.slice(1).map((ms, i) => ms - (askedMs[i] ?? 0));
  expect(waits).toHaveLength(2);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(3_950);
  await page.close();
});
