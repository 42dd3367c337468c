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
import { beatMs, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';
import { fillCluster, openCluster, type Cluster } from './open-cluster.ts';

// kill -9, again and again, of everything that has to do with a beat, while a class studies (I9).

const times = Number(process.env.FAULT_TIMES ?? 50);
const chance = openChance('killed');
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

/** Half of the kills come while a beat is on its way, the others whenever they come. */
async function badMoment(group: FaultClass): Promise<void> {
  // One fault at a time: everybody is well again before the next one.
  await group.answered('everybody');
  if (chance.next() < 0.5) return void (await sleep(chance.between(50, 1_500)));
  await group.nextBeat();
  await sleep(chance.between(0, 12));
}

async function killServer(group: FaultClass): Promise<void> {
  for (let i = 0; i < times; i++) {
    await badMoment(group);
    const { port } = server;
    await server.kill9();
    server = await startServer({ ...options(), port });
    await group.checkKept();
  }
}

/** The worker that was started last has given a sign of life. */
async function isAtWork({ sql }: FaultClass): Promise<boolean> {
  const rows = await sql`select 1 from worker_heartbeat where worker like ${`%-${worker.pid}-%`}`;
  return rows.length > 0;
}

async function killWorker(group: FaultClass): Promise<void> {
  for (let i = 0; i < times; i++) {
    await expect.poll(() => isAtWork(group), { timeout: 60_000 }).toBe(true);
    // Whatever is to be done is to be done now: it dies with work in its hands.
    await group.sql`update job set run_after = now() where done_at is null`;
    await sleep(chance.between(50, 2_500));
    await worker.kill9();
    worker = startWorker(options());
  }
}

it(
  `the web process and the worker, each killed ${times} times: no acknowledged second is lost, none is doubled`,
  { timeout: 60_000 + times * 20_000 },
  async () => {
    const group = new FaultClass(cluster.databaseUrl);
    await group.enter([1, 2, 3, 4, 5, 6], server.url);
    await Promise.all([killServer(group), killWorker(group)]);
    await group.checkKept();
    const losses = await group.end();
    tellLoss('web process and worker killed', times, losses);
    expect(losses.unanswered).toBeGreaterThan(times / 2);
    // Beyond the one beat that went unanswered.
    expect(Math.max(...losses.beyondMs)).toBeLessThanOrEqual(times * beatMs);
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
    for (let i = 0; i < times; i++) {
      await badMoment(group);
      cluster.kill9();
      await sleep(chance.between(0, 300));
      await cluster.start();
      await group.checkKept();
    }
    await group.answered();
    await group.checkKept();
    const losses = await group.end();
    tellLoss('PostgreSQL killed', times, losses);
    expect(losses.unanswered).toBeGreaterThan(times / 2);
    // Beyond the one beat that went unanswered.
    expect(Math.max(...losses.beyondMs)).toBeLessThanOrEqual(times * beatMs);
    // The server lived through all of it, and both logs say what happened.
    expect(server.pid).toBe(pid);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(server.stderr.join('\n')).toMatch(/ECONN|CONNECTION_|57P0/);
    expect(worker.lines.join('\n')).toMatch(/worker: |no heartbeat|could not take up work/);
    expect(cluster.readLog()).toContain('automatic recovery in progress');
    await group.close();
  },
);
