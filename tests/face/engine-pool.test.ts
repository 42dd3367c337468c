import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  createFacePool,
  type FacePool,
  type FacePoolSettings,
} from '../../app/presence/engine/face-pool.server.ts';
import { openPhotograph } from './photographs.ts';

/** Threads that this process started, in their order. */
const started: Worker[] = [];
const remember = (worker: Worker) => void started.push(worker);
let pool: FacePool;
let jpeg: Buffer;

beforeAll(async () => {
  process.on('worker', remember);
  const { rgb, width, height } = await openPhotograph(3);
  jpeg = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .extract({ left: 880, top: 90, width: 520, height: 390 })
    .resize(480, 360)
    .jpeg()
    .toBuffer();
});
afterAll(() => void process.off('worker', remember));
afterEach(() => pool.close());

/** A pool for one test, and what it has started. */
function openPool(settings: FacePoolSettings): Worker[] {
  started.length = 0;
  pool = createFacePool(settings);
  return started;
}

test('no thread starts before the first frame; several see the same in the same frame', async () => {
  const threads = openPool({ size: 2 });
  await sleep(50);
  expect(threads).toHaveLength(0);
  const seen = await Promise.all(Array.from({ length: 5 }, () => pool.observe(jpeg)));
  expect(threads).toHaveLength(2);
  expect(seen[0]!.faces).toHaveLength(1);
  expect(seen[0]!.faces[0]!.embedding).toHaveLength(128);
  for (const other of seen) expect(other).toEqual(seen[0]);
  expect((await pool.observe(jpeg, { embed: 'none' })).faces[0]!.embedding).toEqual([]);
});

test('a warm pool has all its threads, and on Linux they yield to the rest of the process', async () => {
  const threads = openPool({ size: 2 });
  await pool.warm();
  expect(threads).toHaveLength(2);
  if (process.platform !== 'linux') return;
  const niceness = (task: string) =>
    Number(readFileSync(`/proc/self/task/${task}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]);
  const own = niceness(String(process.pid));
  const lower = readdirSync('/proc/self/task').filter((task) => niceness(task) > own);
  expect(lower.length).toBe(own >= 5 ? 0 : 2);
});

test('a thread that ends while it sees a frame is replaced and the frame is seen all the same', async () => {
  const threads = openPool({ size: 1 });
  await pool.warm();
  const observation = pool.observe(jpeg);
  const next = pool.observe(jpeg);
  await sleep(20);
  await threads[0]!.terminate();
  expect((await observation).faces).toHaveLength(1);
  expect((await next).faces).toHaveLength(1);
  expect(threads).toHaveLength(2);
});

test('a frame that ends two threads is given up; the frame after it is seen', async () => {
  const threads = openPool({ size: 1 });
  const lost = pool.observe(jpeg).catch((error: Error) => error);
  await expect.poll(() => threads.length).toBe(1);
  await threads[0]!.terminate();
  await expect.poll(() => threads.length).toBe(2);
  await threads[1]!.terminate();
  expect(await lost).toMatchObject({ name: 'FrameLost' });
  expect((await pool.observe(jpeg)).faces).toHaveLength(1);
});

test('a frame that takes too long ends its thread, not the pool', async () => {
  const threads = openPool({ size: 1, frameMsMax: 1 });
  await expect(pool.observe(jpeg)).rejects.toMatchObject({ name: 'FrameLost' });
  expect(threads).toHaveLength(2);
});

test('what is no picture is refused without harm to the thread', async () => {
  const threads = openPool({ size: 1 });
  await expect(pool.observe(Buffer.from('<svg/>'))).rejects.toMatchObject({ name: 'UndecodableFrame' });
  await expect(pool.observe(jpeg.subarray(0, 2_000))).rejects.toMatchObject({ name: 'UndecodableFrame' });
  expect((await pool.observe(jpeg)).faces).toHaveLength(1);
  expect(threads).toHaveLength(1);
});

test('more frames than may wait are refused at once; closing gives up those that wait', async () => {
  openPool({ size: 1, waitingMax: 2 });
  const first = pool.observe(jpeg).catch((error: Error) => error);
  const waiting = [pool.observe(jpeg), pool.observe(jpeg)].map((one) => one.catch((error: Error) => error));
  expect(pool.waiting()).toBe(2);
  await expect(pool.observe(jpeg)).rejects.toMatchObject({ name: 'FacePoolFull' });
  await pool.close();
  for (const one of [first, ...waiting]) expect(await one).toMatchObject({ name: 'FrameLost' });
  await expect(pool.observe(jpeg)).rejects.toMatchObject({ name: 'FrameLost' });
});
