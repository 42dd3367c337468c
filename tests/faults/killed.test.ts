import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { startWorker, type TestWorker } from '../harness/start-worker.ts';
import { testDataDir } from '../harness/test-house.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';
import { beatMs, expectLoss, FaultClass, lengthenLesson, tellLoss, type Losses } from './open-class.ts';
import { fillCluster, openCluster, type Cluster } from './open-cluster.ts';

// kill -9, again and again, of everything that has to do with a beat, while a class studies (I9).

const times = Number(process.env.FAULT_TIMES ?? 50);
const chance = openChance('killed');
/** Between her clock and the server's, each time, ms. */
const jitterMs = 30;
const dataDir = mkdtempSync(join(tmpdir(), 'zhenxue-fault-data-'));
let cluster: Cluster;
let server: TestServer;
let worker: TestWorker;

beforeAll(async () => {
  cluster = await openCluster();
  await fillCluster(cluster);
  cpSync(join(testDataDir, 'blobs'), join(dataDir, 'blobs'), { recursive: true });
  const look = new FaultClass(cluster.databaseUrl);
  await lengthenLesson(look, 60, 90);
  await look.close();
  server = await startServer(options());
  worker = startWorker(options());
});
afterAll(async () => {
  await server?.stop();
  await worker?.stop();
  await cluster?.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

const options = () => ({ databaseUrl: cluster.databaseUrl, dataDir, env: { DATA_DIR: dataDir } });

/** Every second kill comes while a beat is on its way, the others whenever they come. */
async function badMoment(group: FaultClass, i: number): Promise<void> {
  // One fault at a time: everybody is well again before the next one.
  await group.answered('everybody');
  if (i % 2 === 1) return void (await sleep(chance.between(50, 1_500)));
  for (let tries = 0; tries < 20; tries++) {
    await group.nextBeat();
    await sleep(chance.between(0, 6));
    if (group.isOnTheWay()) return;
  }
}

type Kill = { atMs: number; isMidBeat: boolean };

/** Notes the kill that comes now. */
const noteKill = (group: FaultClass): Kill => ({
  atMs: performance.now(),
  isMidBeat: group.isOnTheWay(),
});

/** Enough of the kills were mid-beat, and nobody lost more than a beat, neither at once nor in all, but for jitter. */
function expectLittle(group: FaultClass, kills: Kill[], losses: Losses, oneBeatMs: number): void {
  const mid = kills.filter(({ isMidBeat }) => isMidBeat);
  const unheard = group.countUnheard(mid.map(({ atMs }) => atMs));
  console.log(
    `  ${mid.length} of ${times} kills fell between a beat and its answer, ${unheard} answers never came`,
  );
  expect(mid.length).toBeGreaterThanOrEqual(Math.floor(times / 4));
  expect(losses.unanswered).toBeGreaterThan(0);
  expect(Math.max(0, ...losses.sentBackFor.map(({ ms }) => ms))).toBeLessThanOrEqual(oneBeatMs + jitterMs);
  expectLoss(losses, oneBeatMs + times * jitterMs);
}

/** Answers when each of the kills fell. */
async function killServer(group: FaultClass): Promise<Kill[]> {
  const kills: Kill[] = [];
  for (let i = 0; i < times; i++) {
    await badMoment(group, i);
    const { port } = server;
    kills.push(noteKill(group));
    await server.kill9();
    server = await startServer({ ...options(), port });
    await group.checkKept();
  }
  return kills;
}

/** The worker that was started last has given a sign of life. */
async function isAtWork({ sql }: FaultClass): Promise<boolean> {
  const rows = await sql`select 1 from worker_heartbeat where worker like ${`%-${worker.pid}-%`}`;
  return rows.length > 0;
}

/** The worker that was started last has a job in its hands, or had when it died. */
async function holdsJob({ sql }: FaultClass): Promise<boolean> {
  return (await sql`select 1 from job where claimed_by like ${`%-${worker.pid}-%`}`).length > 0;
}

/** The line of a log that says how the worker with this number ended. */
const isEndOf = (line: string, pid: number) =>
  line.includes('"a worker ended without a word"') &&
  (JSON.parse(line) as { level: string; worker: string }).worker.includes(`-${pid}-`);

/** Answers how many of the kills found it with a job in its hands. */
async function killWorker(group: FaultClass): Promise<number> {
  let atWork = 0;
  for (let i = 0; i < times; i++) {
    await expect.poll(() => isAtWork(group), { timeout: 60_000 }).toBe(true);
    // Whatever is to be done is to be done now: it dies with work in its hands.
    await group.sql`update job set run_after = now() where done_at is null`;
    if (i % 2 === 0) await sleep(chance.between(50, 2_500));
    else
      for (const endMs = performance.now() + 3_000; performance.now() < endMs;)
        if (await holdsJob(group)) break;
    await worker.kill9();
    if (await holdsJob(group)) atWork++;
    const { pid } = worker;
    worker = startWorker(options());
    // What the operator finds: the next one says that this one ended without a word, before it begins to work.
    await expect
      .poll(() => worker.lines.find((line) => isEndOf(line, pid)), { timeout: 60_000 })
      .toBeTruthy();
  }
  return atWork;
}

it(
  `the web process and the worker, each killed ${times} times: no acknowledged second is lost, none is doubled`,
  { timeout: 60_000 + times * 20_000 },
  async () => {
    const group = new FaultClass(cluster.databaseUrl);
    await group.enter([1, 2, 3, 4, 5, 6], server.url);
    const [kills, atWork] = await Promise.all([killServer(group), killWorker(group)]);
    await group.checkKept();
    const losses = await group.end();
    tellLoss('web process and worker killed', times, losses);
    expectLittle(group, kills, losses, beatMs);
    console.log(`  ${atWork} of ${times} workers died with a job in their hands`);
    expect(atWork).toBeGreaterThanOrEqual(Math.floor(times / 4));
    // What the dead held is done by the next one: every chain that has grown is signed, and nothing gave up.
    const unsigned = () => group.sql`select 1 from chain_head h where not exists (
      select 1 from checkpoint c where c.learner_id = h.learner_id and c.seq = h.seq)`;
    await group.sql`update job set run_after = now() where done_at is null`;
    await expect.poll(async () => (await unsigned()).length, { timeout: 60_000 }).toBe(0);
    await checkInvariants(group.sql);
    await group.close();
  },
);

it(
  `PostgreSQL's postmaster, killed ${times} times: no acknowledged second is lost, none is doubled`,
  { timeout: 60_000 + times * 20_000 },
  async () => {
    const group = new FaultClass(cluster.databaseUrl);
    await group.enter([7, 8, 9, 10, 11, 12], server.url);
    const { pid } = server;
    const kills: Kill[] = [];
    for (let i = 0; i < times; i++) {
      await badMoment(group, i);
      kills.push(noteKill(group));
      cluster.kill9();
      await sleep(chance.between(0, 300));
      await cluster.start();
      await group.checkKept();
    }
    await group.answered();
    await group.checkKept();
    const losses = await group.end();
    tellLoss('PostgreSQL killed', times, losses);
    // A beat that waits in the server for the database, and needs the learner's lock, is judged when it gets it: one of the
    // product's beats at most.
    expectLittle(group, kills, losses, 5_000);
    // The server lived through all of it, and both logs say what happened.
    expect(server.pid).toBe(pid);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(server.stderr.join('\n')).toMatch(/ECONN|CONNECTION_|57P0/);
    expect(worker.lines.join('\n')).toMatch(/"outcome"|no heartbeat|could not take up work/);
    expect(cluster.readLog()).toContain('automatic recovery in progress');
    await group.close();
  },
);
