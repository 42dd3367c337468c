import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Attacker } from '../cheats/attacker.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { startWorker } from '../harness/start-worker.ts';
import { testDataDir } from '../harness/test-house.ts';
import { openChance } from './chance.ts';
import { beatMs, expectLoss, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';

// The server's calendar jumps while a class studies (F07). Credit goes by the clock that counts since the machine's start.

const times = Math.ceil(Number(process.env.FAULT_TIMES ?? 50) / 5);
const chance = openChance('clock');
const folder = mkdtempSync(join(tmpdir(), 'zhenxue-fault-clock-'));
const clockFile = join(folder, 'clock.json');
const hourMs = 3_600_000;
/** The clock of a worker that sees the step first. */
const laterFile = join(folder, 'later.json');
writeFileSync(laterFile, JSON.stringify({ wallMs: hourMs, boot: null }));
let database: TestDatabase;
let server: TestServer;
let group: FaultClass;

/** Steps the server's clock; `boot`: for a server that is started afterwards, on a machine that was started anew. */
function step(wallMs: number, boot: string | null = null): void {
  writeFileSync(`${clockFile}.part`, JSON.stringify({ wallMs, boot }));
  renameSync(`${clockFile}.part`, clockFile);
}
const shifted = (file: string) => ({
  CLOCK_FILE: file,
  NODE_OPTIONS: `--import=${pathToFileURL(resolve('tests/faults/shift-clock.mjs')).href}`,
});
const start = (port?: number, file = clockFile) =>
  startServer({
    ...{ databaseUrl: database.databaseUrl, port },
    env: shifted(file),
  });

beforeAll(async () => {
  step(0);
  cpSync(join(testDataDir, 'blobs'), join(folder, 'blobs'), { recursive: true });
  database = await openTestDatabase();
  await lengthenLesson(database);
  server = await start();
});
beforeEach(() => {
  group = new FaultClass(database.databaseUrl);
});
afterEach(() => group.close());
afterAll(async () => {
  await server?.stop();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

it(`stepped by an hour, on and back, ${times} times: not a second is lost or won`, async () => {
  await group.enter([1, 2, 3], server.url);
  for (let i = 0; i < times; i++) {
    await group.answered();
    await sleep(chance.between(100, 1_500));
    step(chance.one([-hourMs, 0, hourMs]));
  }
  step(0);
  await group.answered();
  const losses = await group.end();
  tellLoss('clock stepped by an hour', times, losses);
  expect(losses.sentBack).toEqual([]);
  expectLoss(losses, 2 * beatMs);
});

it('stepped on by an hour before the worker looks for windows that were left: she goes on by herself', async () => {
  await group.enter([4, 5], server.url);
  await sleep(2_000);
  // The worker on the same machine sees windows that have been silent for an hour.
  const worker = startWorker({
    ...{ databaseUrl: database.databaseUrl, dataDir: folder },
    env: shifted(laterFile),
  });
  try {
    await expect.poll(() => group.learners.every((one) => one.reopened > 0), { timeout: 60_000 }).toBe(true);
  } finally {
    await worker.stop();
  }
  step(hourMs);
  await sleep(2_000);
  step(0);
  const losses = await group.end();
  tellLoss('clock stepped, live windows ended', 1, losses);
  for (const one of group.learners) expect([1, 2]).toContain(one.reopened);
  expectLoss(losses, 2 * beatMs);
});

it.each([
  ['into the leap day', '2028-02-28T15:59:57Z'],
  ['out of the leap day', '2028-02-29T15:59:57Z'],
  ['into a year without one', '2027-02-28T15:59:57Z'],
])('across midnight %s', async (name, moment) => {
  await group.enter([6, 7], server.url);
  // The sign-in outlives the years.
  await database.sql`update session set expires_at = '2099-01-01'`;
  step(new Date(moment).getTime() - Date.now());
  await sleep(8_000);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const losses = await group.end();
  step(0);
  tellLoss(`across midnight ${name}`, 1, losses);
  expect(losses.sentBack).toEqual([]);
  expectLoss(losses, 2 * beatMs);
});

it.each([
  ['behind by an hour', 0, -hourMs],
  ['ahead by an hour', -hourMs, 0],
])('a machine that starts again with a calendar %s', async (name, beforeMs, afterMs) => {
  step(beforeMs);
  await group.enter(afterMs < 0 ? [8, 9] : [10, 11], server.url);
  await sleep(4_000);
  const { port } = server;
  await server.kill9();
  const goneMs = performance.now();
  step(afterMs, randomUUID());
  server = await start(port);
  await group.answered('everybody');
  const awayMs = performance.now() - goneMs;
  const before = group.learners.map((one) => one.ackedMs);
  await sleep(4_000);
  const losses = await group.end();
  tellLoss(`restart with a calendar ${name} (away ${(awayMs / 1000).toFixed(1)} s)`, 1, losses);
  // By this calendar nobody can tell how long it was: the beat that waited all the while earns nothing.
  expect(Math.max(...losses.lostMs)).toBeLessThanOrEqual(awayMs + 2 * beatMs);
  expect(Math.min(...group.learners.map((one, i) => one.ackedMs - (before[i] ?? 0)))).toBeGreaterThan(2_000);
  await server.kill9();
  step(0);
  server = await start(port);
});

it('two machines, one calendar ahead by 20 s, in turn: no second is earned by both (I1)', async () => {
  const file = join(folder, 'ahead.json');
  writeFileSync(file, JSON.stringify({ wallMs: 20_000, boot: randomUUID() }));
  const ahead = await start(undefined, file);
  const learner = fixtureLearner(12);
  const cookie = await signIn(database.db, learner.phone);
  const [first, second] = [server, ahead].map(({ url }) => new Attacker(url, cookie, learner));
  if (!first || !second) throw new Error('two windows');
  await first.openLease();
  second.fence = first.fence;
  for (let i = 0; i < 3; i++) {
    await sleep(400);
    const played = { fromMs: 0, toMs: 20_000 };
    expect((await second.beat(0, { seq: 2 * i + 1, played })).body.earnedNowMs).toBe(0);
    await sleep(400);
    expect((await first.beat(400, { seq: 2 * i + 2 })).body.earnedNowMs).toBe(0);
  }
  // Who stays with one of them earns.
  await sleep(1_000);
  expect((await first.beat(1_000, { seq: 7 })).body.earnedNowMs).toBeGreaterThan(900);
  await verifyLog(database.sql, learner.id);
  await ahead.stop();
});
