import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addCookie, watchPage } from '../harness/phone-page.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { openAuthorDesk, type AuthorDesk } from './open-author-desk.ts';
import { Sender, videoBytes } from './send-pieces.ts';

// A phone loses its line in the middle of a piece, comes back, is closed, and the file still becomes one version.

let desk: AuthorDesk;
let browser: Browser;
let context: BrowserContext;
let folder = '';
const file = videoBytes(24_000_000);
const pieceBytes = 5 * 1024 * 1024;

beforeAll(async () => {
  [desk, browser] = await Promise.all([openAuthorDesk(), startBrowser()]);
  folder = await mkdtemp(join(tmpdir(), 'zhenxue-upload-'));
  await writeFile(join(folder, '洗手.mp4'), file);
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: desk.server.url });
  await addCookie(context, desk.author, desk.server.url);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page with a line of so many bytes a second upwards; and the offsets of the pieces that it sends. */
async function sit() {
  const page = await context.newPage();
  watchPage(page, {
    expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK|ERR_FAILED|status of (409|415)/],
  });
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  const line = await context.newCDPSession(page);
  const set = (offline: boolean, uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      ...{ offline, latency: 5, downloadThroughput: -1, uploadThroughput },
    });
  await page.goto(`/desk/lessons/${desk.lessonId}`);
  return { page, offsets, set };
}
const readPct = async (page: Page) =>
  Number(/(\d+)%/.exec((await page.getByRole('progressbar').getAttribute('aria-valuetext')) ?? '')?.[1] ?? 0);
const choose = (page: Page) => page.locator('#file-video').setInputFiles(join(folder, '洗手.mp4'));

test('an upload over a line that breaks, and a page that is closed, ends in one version', async () => {
  const first = await sit();
  await first.set(false, 6_000_000);
  await choose(first.page);
  await expect.poll(() => readPct(first.page)).toBeGreaterThan(25);
  await first.set(true, 0);
  await first.page.getByText('网断了,连上就接着传。').waitFor();
  const sentBefore = first.offsets.length;
  const keptAtLeast = Math.max(...first.offsets);
  expect(keptAtLeast).toBeGreaterThan(0);
  await first.set(false, 3_000_000);
  await first.page.getByText('正在传').waitFor();
  await expect.poll(() => first.offsets.length).toBeGreaterThan(sentBefore);
  // At most one piece was lost.
  expect(first.offsets[sentBefore]).toBeGreaterThanOrEqual(keptAtLeast);
  expect(first.offsets.at(-1)! - keptAtLeast).toBeLessThanOrEqual(pieceBytes);
  await expect.poll(() => Math.max(...first.offsets)).toBeGreaterThan(2 * pieceBytes - 1);
  const reached = Math.max(...first.offsets);
  await first.page.close();

  const second = await sit();
  await second.page.getByText('没传完的').waitFor();
  await second.page.getByText('再选同一个文件,就接着传。').waitFor();
  await second.set(false, -1);
  await choose(second.page);
  await second.page.waitForURL(/\/desk\/versions\/[0-9a-f-]{36}$/);
  expect(second.offsets[0]).toBeGreaterThanOrEqual(reached);
  await second.page.getByRole('heading', { name: '洗手的步骤' }).waitFor();
  const rows = await desk.database.sql<{ id: string; sha256: Buffer; name: string; state: string }[]>`
    select id, source_sha256 as sha256, source_name as name, state from video_version where lesson_id = ${desk.lessonId}`;
  expect(rows).toMatchObject([{ name: '洗手.mp4', state: 'uploaded' }]);
  expect(rows[0]?.sha256.equals(createHash('sha256').update(file).digest())).toBe(true);
  expect(second.page.url()).toContain(rows[0]?.id);
}, 120_000);

test('what a closed page still had under way comes whole, while another page goes on: one version all the same', async () => {
  const { page, offsets } = await sit();
  const author = new Sender(desk.server.url, desk.author);
  let overtaken = 0;
  await page.route('**/uploads/*', async (route) => {
    const request = route.request();
    const offset = Number(request.headers()['upload-offset'] ?? 0);
    if (request.method() === 'PATCH' && offset > 0 && overtaken++ === 0) {
      const told = await author.piece(new URL(request.url()).pathname, offset, file.subarray(offset));
      expect(told.status).toBe(204);
    }
    await route.continue();
  });
  await choose(page);
  await page.waitForURL(/\/desk\/versions\/[0-9a-f-]{36}$/);
  expect(overtaken).toBe(1);
  expect(offsets).toEqual([0, pieceBytes]);
  const versions = await desk.database.sql<{ id: string }[]>`
    select id from video_version where lesson_id = ${desk.lessonId} order by created_at desc`;
  expect(versions).toHaveLength(2);
  expect(page.url()).toContain(versions[0]?.id);
  await page.close();
}, 60_000);

test('what is no video is said at once, in words, and another file may be chosen', async () => {
  const { page } = await sit();
  await writeFile(join(folder, 'list.mp4'), '#EXTM3U\nfile:///etc/passwd\n');
  await page.locator('#file-video').setInputFiles(join(folder, 'list.mp4'));
  await page.getByText('这个文件不是视频。').waitFor();
  await page.getByText('请用 MP4、MOV、MKV、WebM 或 TS。').waitFor();
  expect(await page.locator('#file-video').count()).toBe(1);
}, 60_000);
