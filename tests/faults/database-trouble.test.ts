import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';
import { beatMs, expectLoss, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';
import { fillCluster, openCluster, type Cluster } from './open-cluster.ts';
import { openSmallDisk } from './small-disk.ts';

// The database stops in order, has no connection left, or no room left on its disk: 503, and study goes on afterwards.

const times = Math.ceil(Number(process.env.FAULT_TIMES ?? 50) / 10);
const chance = openChance('database trouble');

/** A database, a server before it, and who studies there. */
async function openHouse(home?: string) {
  const cluster = await openCluster(home);
  await fillCluster(cluster);
  const look = new FaultClass(cluster.databaseUrl);
  await lengthenLesson(look, 60, 90);
  await look.close();
  const server = await startServer(cluster);
  const close = async () => {
    await server.stop();
    await cluster.remove();
  };
  return { cluster, server, close };
}

/** The server that was there before is still there and well, and said what it was that failed. */
async function expectAlive({ url, stderr }: TestServer, cause: RegExp): Promise<void> {
  await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200);
  expect(stderr.join('\n')).toMatch(cause);
}

describe('a database of its own', () => {
  let cluster: Cluster;
  let server: TestServer;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ cluster, server, close } = await openHouse());
  });
  afterAll(() => close?.());

  it(`restarted in order ${times} times`, { timeout: 60_000 + times * 30_000 }, async () => {
    const group = new FaultClass(cluster.databaseUrl);
    await group.enter([1, 2, 3, 4], server.url);
    for (let i = 0; i < times; i++) {
      await group.answered();
      await group.nextBeat();
      await sleep(chance.between(0, 500));
      await cluster.stop();
      await sleep(chance.between(0, 1_500));
      await cluster.start();
      await group.answered();
      await group.checkKept();
    }
    const losses = await group.end();
    tellLoss('PostgreSQL restarted', times, losses);
    expect(losses.unanswered).toBeGreaterThan(0);
    expectLoss(losses, 2 * beatMs);
    await expectAlive(server, /57P0|ECONN|CONNECTION_/);
    await group.close();
  });

  it(`has no connection left, ${times} times`, { timeout: 60_000 + times * 40_000 }, async () => {
    const group = new FaultClass(cluster.databaseUrl);
    await group.enter([5, 6, 7, 8], server.url);
    for (let i = 0; i < times; i++) {
      await group.answered();
      const crowd = await takeAllConnections(cluster);
      await sleep(chance.between(1_000, 3_000));
      expect(await group.learners[0]?.get('/study/credit')).toBe(503);
      await crowd.leave();
      await group.answered();
    }
    await group.checkKept();
    const losses = await group.end();
    tellLoss('connections exhausted', times, losses);
    expect(losses.unanswered).toBeGreaterThan(0);
    expectLoss(losses, 2 * beatMs);
    await expectAlive(server, /53300/);
    await group.close();
  });
});

/** Others take every connection there is, those of the server too. */
async function takeAllConnections({ databaseUrl }: Cluster): Promise<{ leave(): Promise<void> }> {
  const elsewhere = new URL(databaseUrl);
  elsewhere.pathname = '/postgres';
  const connect = () => postgres(elsewhere.href, { max: 1, connect_timeout: 5, onnotice: () => {} });
  const admin = connect();
  await admin`select 1`;
  const crowd: ReturnType<typeof connect>[] = [];
  /** Another one comes in; false when nobody can. */
  const come = async () => {
    const one = connect();
    const isIn = await one`select 1`.then(
      () => true,
      () => false,
    );
    if (isIn) crowd.push(one);
    else await one.end({ timeout: 1 });
    return isIn;
  };
  const countLeft = async () => {
    const [row] = await admin<{ left: number }[]>`select count(*)::int as left from pg_stat_activity
      where datname = 'faults'`;
    return row?.left ?? 0;
  };
  while (await come());
  // Whoever is sent away comes back at once: some wait at the door for as long as there is anybody inside.
  let isOver = false;
  const hungry = Array.from({ length: 8 }, async () => {
    while (!isOver) if (!(await come())) await sleep(20);
  });
  const endMs = performance.now() + 30_000;
  for (let empty = 0; empty < 3 && performance.now() < endMs; await sleep(100)) {
    empty = (await countLeft()) === 0 ? empty + 1 : 0;
    if (empty === 0)
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'faults'`;
  }
  isOver = true;
  await Promise.all(hungry);
  const leave = async () => {
    await Promise.all([admin, ...crowd].map((one) => one.end({ timeout: 1 })));
  };
  return { leave };
}

it('the disk of PostgreSQL is full', { timeout: 300_000 }, async (context) => {
  const disk = openSmallDisk(600);
  if (typeof disk === 'string') {
    console.log(`disk full: not tried, ${disk}`);
    return context.skip();
  }
  const { cluster, server } = await openHouse(disk.home);
  try {
    expect(cluster.folder.startsWith(disk.home)).toBe(true);
    const group = new FaultClass(cluster.databaseUrl);
    await group.enter([1, 2, 3, 4], server.url);
    await sleep(3_000);
    disk.fill();
    await useUpLog(cluster);
    await sleep(1_500);
    expect(cluster.readLog()).toContain('No space left on device');
    disk.free();
    await cluster.start();
    await group.answered();
    await group.checkKept();
    const losses = await group.end();
    tellLoss('disk full', 1, losses);
    expect(losses.unanswered).toBeGreaterThan(0);
    expectLoss(losses, 2 * beatMs);
    await expectAlive(server, /53100|57P0|ECONN|CONNECTION_/);
    await checkInvariants(group.sql);
    await group.close();
  } finally {
    await server.stop();
    await cluster.stop();
    disk.remove();
  }
});

/** Goes on to the next segment of the log until there is no room for another: PostgreSQL gives up. */
async function useUpLog({ databaseUrl }: Cluster): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  for (let i = 0; i < 200; i++) {
    const failed =
      await sql`select pg_switch_wal(), pg_logical_emit_message(false, 'fault', repeat('x', 100000))`
        .then(() => false)
        .catch(() => true);
    if (failed) break;
  }
  await sql.end({ timeout: 1 });
}
