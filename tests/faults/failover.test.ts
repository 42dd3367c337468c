import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureDatabase } from '../../db/launch/ensure-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { expectLoss, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';
import { fillCluster } from './open-cluster.ts';
import { copyServer, joinAsStandby, openServer, type PlacedServer } from './open-server.ts';

// The drill of docs/deploy/database.md with two real servers: the primary dies, the standby takes over, and no second that
// anybody was told is gone (I9).

let primary: PlacedServer;
let standby: PlacedServer;
let back: PlacedServer | undefined;
let web: TestServer;
let room: FaultClass;
let databaseUrl = '';
beforeAll(async () => {
  primary = await openServer({ archive_command: `'true'`, wal_compression: 'on' });
  const own = await ensureDatabase({ urlOf: (name: string) => primary.urlOf(name) } as never, 'faults');
  await fillCluster({ databaseUrl: own });
  standby = await joinAsStandby(await copyServer(primary), primary, 'standby_a');
  await primary.ask(`alter system set synchronous_standby_names = 'ANY 1 (standby_a, standby_b)'`);
  await primary.ask('select pg_reload_conf()');
  const both = new URL(own);
  // Whoever of the two takes writes is the one.
  databaseUrl = own.replace(both.host, `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`);
  databaseUrl += '?target_session_attrs=read-write';
  web = await startServer({ databaseUrl, entry: 'web', env: { WEB_PROCESSES: '2' } });
  room = new FaultClass(databaseUrl);
  await lengthenLesson(room);
}, 300_000);
afterAll(async () => {
  await web?.stop();
  await room?.close();
  for (const server of [primary, standby, back]) await server?.remove();
});

const standbys = (server: PlacedServer) =>
  server.ask<{ name: string; how: string }>(
    `select application_name as name, sync_state as how from pg_stat_replication where state = 'streaming'`,
  );

it('an answer waits for the standby: while it stands still nobody is told anything', async () => {
  await expect.poll(() => standbys(primary)).toEqual([{ name: 'standby_a', how: 'quorum' }]);
  await room.enter([1, 2, 3, 4], web.url);
  await room.answered();
  const [receiver] = await standby.ask<{ pid: number }>('select pid from pg_stat_wal_receiver');
  process.kill(receiver?.pid ?? 0, 'SIGSTOP');
  const before = room.learners.map((one) => one.ackedMs);
  await sleep(300);
  const settled = room.learners.map((one) => one.ackedMs);
  await sleep(3_000);
  // A positive control of all that follows: without the standby's word there is no answer.
  expect(room.learners.map((one) => one.ackedMs)).toEqual(settled);
  process.kill(receiver?.pid ?? 0, 'SIGCONT');
  await expect
    .poll(() => room.learners.every((one, i) => one.ackedMs > (before[i] ?? 0)), { timeout: 30_000 })
    .toBe(true);
});

it('the primary dies, the standby takes over, and every second that was told is there', async () => {
  await room.nextBeat();
  primary.kill9();
  const diedMs = performance.now();
  await sleep(500);
  const told = room.learners.map((one) => one.ackedMs);
  expect(await standby.ask('select pg_promote(true, 60)')).toMatchObject([{ pg_promote: true }]);
  await expect
    .poll(() => room.learners.every((one, i) => one.ackedMs > (told[i] ?? 0)), { timeout: 60_000 })
    .toBe(true);
  const awayS = (performance.now() - diedMs) / 1000;
  await room.checkKept();
  console.log(`failover: everybody earns again ${awayS.toFixed(1)} s after the primary died`);
});

it('the old primary comes back as the standby of the new one, and is waited for', async () => {
  back = await joinAsStandby(await copyServer(standby), standby, 'standby_b');
  await expect.poll(() => standbys(standby)).toMatchObject([{ name: 'standby_b' }]);
  await standby.ask(`alter system set synchronous_standby_names = 'ANY 1 (standby_a, standby_b)'`);
  await standby.ask('select pg_reload_conf()');
  await expect.poll(() => standbys(standby)).toEqual([{ name: 'standby_b', how: 'quorum' }]);
  await room.answered();
  const losses = await room.end();
  tellLoss('primary lost, standby promoted', 1, losses);
  // What was watched while a beat waited for the standby, and once more for the new primary, is seen again.
  expectLoss(losses, 5_000);
  await expect
    .poll(async () => {
      const rows = await Promise.all(
        [standby, back].map((server) => server?.ask('select not pg_is_in_recovery() as writes')),
      );
      return rows.map((row) => row?.[0]);
    })
    .toEqual([{ writes: true }, { writes: false }]);
});
