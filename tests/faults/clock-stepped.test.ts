import { randomUUID } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { endIdleLeases } from '../../app/study/end-idle-leases.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openChance } from './chance.ts';
import { beatMs, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';

// The server's calendar jumps while a class studies (F07). Credit goes by the clock that counts since the machine's start.

const times = Math.ceil(Number(process.env.FAULT_TIMES ?? 50) / 5);
const chance = openChance('clock');
const folder = mkdtempSync(join(tmpdir(), 'zhenxue-fault-clock-'));
const clockFile = join(folder, 'clock.json');
const hourMs = 3_600_000;
let database: TestDatabase;
let server: TestServer;
let group: FaultClass;

/** Steps the server's clock; `boot`: for a server that is started afterwards, on a machine that was started anew. */
function step(wallMs: number, boot: string | null = null): void {
  writeFileSync(`${clockFile}.part`, JSON.stringify({ wallMs, boot }));
  renameSync(`${clockFile}.part`, clockFile);
}
const start = (port?: number) =>
  startServer({
    ...{ databaseUrl: database.databaseUrl, port },
    env: {
      CLOCK_FILE: clockFile,
      NODE_OPTIONS: `--import=${pathToFileURL(resolve('tests/faults/shift-clock.mjs')).href}`,
    },
  });

beforeAll(async () => {
  step(0);
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
  expect(Math.max(...losses.lostMs)).toBeLessThanOrEqual(2 * beatMs);
});

it('stepped on by an hour before the worker looks for windows that were left: she goes on by herself', async () => {
  await group.enter([4, 5], server.url);
  await sleep(3_000);
  // The worker on the same machine sees windows that have been silent for an hour.
  expect(await endIdleLeases(database.sql, Date.now() + hourMs)).toBeGreaterThanOrEqual(2);
  step(hourMs);
  await sleep(4_000);
  step(0);
  const losses = await group.end();
  tellLoss('clock stepped, live windows ended', 1, losses);
  expect(group.learners.map((one) => one.reopened)).toEqual([1, 1]);
  expect(Math.max(...losses.lostMs)).toBeLessThanOrEqual(2 * beatMs);
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
  expect(Math.max(...losses.lostMs)).toBeLessThanOrEqual(2 * beatMs);
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
