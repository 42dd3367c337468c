import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { decodeFrame } from '../../app/presence/engine/decode-frame.server.ts';
import { createFaceEngine } from '../../app/presence/engine/face-engine.server.ts';
import type { Seen, WantedAction } from '../../app/presence/guide/seen.ts';
import { openPuppet, type Puppet } from './clips/puppet.ts';
import { openGuideSite, type GuideSite } from './guide/open-guide-site.ts';
import { watchPage } from '../harness/phone-page.ts';
import { startBrowser } from '../harness/start-browser.ts';

let site: GuideSite;
let puppet: Puppet;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = await openGuideSite();
  puppet = await openPuppet('A1');
  browser = await startBrowser({ cameraFile: puppet.file });
});
afterAll(async () => {
  await browser.close();
  await puppet.close();
  await site.close();
});
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await puppet.show('A1');
});

async function openPage(prepare?: (page: Page) => Promise<void>): Promise<void> {
  page = await (await browser.newContext({ permissions: ['camera'] })).newPage();
  watchPage(page);
  await prepare?.(page);
  await page.goto(site.url);
  await page.evaluate(() => window.guidePage.openCamera());
}

/** Starts the guide and lets it learn how the person looks. */
async function startGuide(): Promise<void> {
  await openPage();
  await page.evaluate(() => window.guidePage.start());
  await expect.poll(() => page.evaluate(() => window.guidePage.seen.length)).toBeGreaterThan(0);
  await puppet.hold(1_800);
}

const lastSeen = (): Promise<Seen> => page.evaluate(() => window.guidePage.seen.slice(-1)[0]!.seen);

/** Steps that the page was told since the action was wanted, without those that say to wait. */
async function stepsOf(action: WantedAction, play: () => Promise<void>): Promise<string[]> {
  const before = await page.evaluate((wanted) => {
    window.guidePage.want(wanted);
    return window.guidePage.seen.length;
  }, action);
  await puppet.hold(500);
  await play();
  await puppet.hold(300);
  const steps = await page.evaluate(
    (from) => window.guidePage.seen.slice(from).map(({ step }) => step),
    before,
  );
  await page.evaluate(() => window.guidePage.want(null));
  return steps.filter((step) => step !== null && step !== 'wait') as string[];
}

test('a page sees the camera change when its file is written anew', async () => {
  await openPage();
  const halves = () => page.evaluate(() => window.guidePage.readHalves());
  const half = (left: number, right: number) => ({
    rgb: Uint8Array.from({ length: 480 * 360 * 3 }, (_, n) => (Math.floor(n / 3) % 480 < 240 ? left : right)),
    width: 480,
    height: 360,
  });
  await puppet.show([half(30, 200)]);
  await expect.poll(async () => (await halves()).right - (await halves()).left).toBeGreaterThan(120);
  await puppet.show([half(200, 30)]);
  await expect.poll(async () => (await halves()).left - (await halves()).right).toBeGreaterThan(120);
});

test('the guide follows turns and blinks, and the server sees the same in the pictures that it grabs', async () => {
  await startGuide();
  expect(await stepsOf({ do: 'turn_left' }, () => puppet.turn('left'))).toEqual(['grab', 'grab', 'done']);
  expect(await stepsOf({ do: 'turn_right' }, () => puppet.turn('right'))).toEqual(['grab', 'grab', 'done']);
  expect(await stepsOf({ do: 'blink', times: 2 }, () => puppet.blink(2))).toEqual([
    'grab',
    'grab',
    'grab',
    'grab',
    'done',
  ]);
  const pictures = await page.evaluate(() => window.guidePage.pictures);
  expect(pictures).toHaveLength(11);
  const engine = await createFaceEngine();
  const seen = [];
  for (const picture of pictures) {
    const { faces } = engine.observe(await decodeFrame(Buffer.from(picture, 'base64')), { embed: 'none' });
    expect(faces).toHaveLength(1);
    seen.push({ yaw: faces[0]!.yaw, open: (faces[0]!.eyes.left + faces[0]!.eyes.right) / 2 });
  }
  const straight = seen[0]!;
  for (const turned of seen.slice(1, 3)) expect(turned.yaw - straight.yaw).toBeGreaterThan(10);
  for (const turned of seen.slice(4, 6)) expect(straight.yaw - turned.yaw).toBeGreaterThan(10);
  for (const n of [7, 9]) expect(seen[n]!.open / straight.open).toBeLessThan(0.7);
  for (const n of [6, 8, 10]) expect(seen[n]!.open / straight.open).toBeGreaterThan(0.8);
});

test('the other side, one blink too few and a person who keeps still are not taken for the action', async () => {
  await startGuide();
  expect(await stepsOf({ do: 'turn_right' }, () => puppet.turn('left'))).not.toContain('done');
  expect(await stepsOf({ do: 'blink', times: 3 }, () => puppet.blink(2))).not.toContain('done');
  expect(await stepsOf({ do: 'turn_left' }, () => puppet.hold(1_000))).toEqual(['grab']);
});

test('nobody, two persons and darkness are told apart', async () => {
  await startGuide();
  expect(await lastSeen()).toMatchObject({
    faces: 1,
    centred: true,
    tooDark: false,
    tooFar: false,
    tooNear: false,
  });
  await puppet.show('nobody');
  await expect.poll(lastSeen).toMatchObject({ faces: 0, tooDark: false });
  await puppet.show('two');
  await expect.poll(lastSeen).toMatchObject({ faces: 2 });
  await puppet.show('black');
  await expect.poll(lastSeen).toMatchObject({ faces: 0, tooDark: true });
});

test('what is loaded for the first check stays under 7 MB, and is not loaded again', async () => {
  await openPage();
  const before = site.sentBytes();
  const loads = () => page.evaluate(() => performance.getEntriesByType('resource').length);
  const atFirst = await loads();
  expect(atFirst, 'nothing of the guide before it starts').toBeLessThanOrEqual(2);
  await page.evaluate(() => window.guidePage.start());
  await expect.poll(() => page.evaluate(() => window.guidePage.seen.length)).toBeGreaterThan(0);
  const first = site.sentBytes() - before;
  expect(first).toBeGreaterThan(3_000_000);
  expect(first).toBeLessThan(7_000_000);
  await page.reload();
  await page.evaluate(() => window.guidePage.openCamera());
  await page.evaluate(() => window.guidePage.start());
  await expect.poll(() => page.evaluate(() => window.guidePage.seen.length)).toBeGreaterThan(0);
  expect(site.sentBytes() - before - first).toBeLessThan(20_000);
});

test.each([
  ['has no threads', 'no_means', (): void => void Reflect.deleteProperty(window, 'Worker')],
  ['has no WebAssembly', 'no_means', (): void => void Reflect.deleteProperty(window, 'WebAssembly')],
] as const)('a device that %s says so, and still takes pictures', async (_, reason, cripple) => {
  await openPage(async (opened) => void (await opened.addInitScript(cripple)));
  await page.evaluate(() => window.guidePage.start());
  await expect.poll(() => page.evaluate(() => window.guidePage.unable)).toEqual([reason]);
  const picture = await page.evaluate(() => window.guidePage.takePicture());
  expect(await decodeFrame(Buffer.from(picture, 'base64'))).toMatchObject({ width: 480, height: 360 });
});

test('a model that does not come is told', async () => {
  await openPage(async (opened) => {
    await opened.context().route('**/*.task', (route) => route.fulfill({ status: 404, body: '' }));
  });
  await page.evaluate(() => window.guidePage.start());
  await expect.poll(() => page.evaluate(() => window.guidePage.unable)).toEqual(['not_loaded']);
});
