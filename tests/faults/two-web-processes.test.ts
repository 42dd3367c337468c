import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Beat } from '../../app/study/study.wire.ts';
import { Attacker } from '../cheats/attacker.ts';
import { readLedger } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { findFreePort, startServer, type TestServer } from '../harness/start-server.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';
import { checkKeys } from './check-keys.ts';
import { beatMs, expectLoss, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';
import { openRoundRobin, type RoundRobin } from './round-robin.ts';

// Two web processes on one database: any of them may judge any beat, and one may die at any moment (I1, I4, I9, I10).

const times = Math.ceil(Number(process.env.FAULT_TIMES ?? 50) / 5);
const chance = openChance('two web processes');
let database: TestDatabase;
let servers: TestServer[];
let proxy: RoundRobin;
let group: FaultClass;

beforeAll(async () => {
  database = await openTestDatabase();
  await lengthenLesson(database);
  const ports = [await findFreePort(), await findFreePort()];
  servers = await Promise.all(ports.map((port) => startServer({ ...database, port })));
  proxy = await openRoundRobin(ports);
  group = new FaultClass(database.databaseUrl);
});
afterAll(async () => {
  await group?.close();
  await proxy?.close();
  await Promise.all((servers ?? []).map((server) => server.stop()));
  await database?.close();
});

it(
  `behind a round-robin proxy, one of the two killed ${times} times`,
  { timeout: 60_000 + times * 20_000 },
  async () => {
    await group.enter([1, 2, 3, 4, 5, 6], proxy.url);
    await sleep(3 * beatMs);
    // Beats of one lease really go to both.
    expect(Math.min(...proxy.answered)).toBeGreaterThan(5);
    for (let i = 0; i < times; i++) {
      const index = i % 2;
      await group.answered();
      if (chance.next() < 0.5) await group.nextBeat();
      await sleep(chance.between(0, 400));
      const dying = servers[index] as TestServer;
      await dying.kill9();
      // The other one alone carries all of them.
      await group.answered();
      servers[index] = await startServer({ ...database, port: dying.port });
    }
    await group.checkKept();
    await Promise.all(group.learners.map((one) => checkKeys(one, database.sql)));
    const losses = await group.end();
    tellLoss('one of two web processes killed', times, losses);
    // However often: what was unanswered by the one that died is told to the other.
    expectLoss(losses, 2 * beatMs);
  },
);

it('the same beat and the next one, sent to both at the same moment, spend no millisecond twice', async () => {
  const learner = fixtureLearner(7);
  const [near, far] = servers.map(({ url }) => url) as [string, string];
  const window = new Attacker(near, await signIn(database.db, learner.phone), learner);
  const startedMs = performance.now();
  await window.openLease();
  const twin = window.window(window.cookie, far);
  for (let round = 0; round < 12; round++) {
    await sleep(250);
    const first = window.nextBeat(250);
    const second = window.nextBeat(250);
    const send = (to: Attacker, beat: Beat) => to.post('/study/beats', beat);
    const replies = await Promise.all([send(window, first), send(twin, first), send(twin, second)]);
    expect(replies.map(({ status }) => status).every((status) => [200, 409].includes(status))).toBe(true);
    window.atMs += 250;
  }
  await checkInvariants(database.sql);
  const { frontierMs } = await readLedger(database.sql, learner.id);
  expect(frontierMs).toBeGreaterThan(1_000);
  expect(frontierMs).toBeLessThanOrEqual(performance.now() - startedMs);
  // Adding up what both were told would have given more than the clock did.
  expect(window.naive.reportedMs).toBeGreaterThan(2 * frontierMs);
});
