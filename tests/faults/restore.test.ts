import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../db/client.ts';
import { ensureDatabase } from '../../db/launch/ensure-database.ts';
import { readLedger } from '../cheats/read-ledger.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { checkInvariants } from './check-invariants.ts';
import { beatMs, expectLoss, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';
import { fillCluster } from './open-cluster.ts';
import { copyServer, openServer, own, readShipped, startHome, type PlacedServer } from './open-server.ts';

// Backup and restore by docs/deploy/database.md: to the moment before somebody's mistake, and after the loss of everything
// to the last archived segment.

const archive = mkdtempSync(join(tmpdir(), 'zhenxue-archive-'));
let server: PlacedServer;
let base = '';
let web: TestServer;
let room: FaultClass;
const restored: PlacedServer[] = [];
const opened: Database[] = [];

beforeAll(async () => {
  chmodSync(archive, 0o711);
  const copy = readShipped('archive_command').replaceAll('/var/backups/zhenxue/wal', archive);
  server = await openServer({ wal_compression: 'on', archive_command: copy });
  const { uid, gid } = statSync(server.folder);
  chownSync(archive, uid, gid);
  const databaseUrl = await ensureDatabase(
    { urlOf: (name: string) => server.urlOf(name) } as never,
    'faults',
  );
  await fillCluster({ databaseUrl });
  web = await startServer({ databaseUrl });
  room = new FaultClass(databaseUrl);
  await lengthenLesson(room);
}, 300_000);
afterAll(async () => {
  await web?.stop();
  await room?.close();
  for (const database of opened) await database.close();
  for (const one of [server, ...restored]) await one?.remove();
  rmSync(archive, { recursive: true, force: true });
  rmSync(base, { recursive: true, force: true });
});

/** Everything of the archive is there: the segment that was open is closed and has arrived. */
async function archiveAll(): Promise<void> {
  const [last] = await server.ask<{ file: string }>('select pg_walfile_name(pg_switch_wal()) as file');
  await expect.poll(() => readdirSync(archive).includes(last?.file ?? ''), { timeout: 30_000 }).toBe(true);
}

/** Restores the base backup into a folder of its own, with the archive up to `target`, and opens it. */
async function restore(target: string): Promise<Database & { databaseUrl: string }> {
  const home = mkdtempSync(join(tmpdir(), 'zhenxue-restored-'));
  chmodSync(home, 0o711);
  spawnSync('cp', ['-a', `${base}/.`, home]);
  const folder = join(home, 'postgres');
  appendFileSync(
    join(folder, 'postgresql.conf'),
    `\nrestore_command = 'cp ${archive}/%f %p'\nrecovery_target_action = promote\narchive_command = 'true'\n${target}\n`,
  );
  own(join(folder, 'recovery.signal'), '');
  const one = await startHome(home);
  restored.push(one);
  const databaseUrl = one.urlOf('faults');
  const database = { ...openDatabase(databaseUrl, 2), databaseUrl };
  opened.push(database);
  await expect
    .poll(async () => (await one.ask<{ rest: boolean }>('select pg_is_in_recovery() as rest'))[0]?.rest, {
      timeout: 60_000,
    })
    .toBe(false);
  return database;
}

it('after the loss of the server everything that was archived comes back, and study goes on there', async () => {
  await room.enter([1, 2, 3], web.url);
  await room.answered();
  // The copy is taken while everybody studies.
  base = await copyServer(server);
  for (let i = 0; i < 4; i++) await room.nextBeat();
  await room.answered();
  const archived = room.learners.map((one) => one.ackedMs);
  await archiveAll();
  for (let i = 0; i < 4; i++) await room.nextBeat();
  const losses = await room.end();
  tellLoss('base backup while they study', 1, losses);
  expectLoss(losses, 2 * beatMs);
  await web.stop();
  server.kill9();

  const last = await restore(`recovery_target_timeline = 'latest'`);
  const checked = await checkInvariants(last.sql);
  expect(checked.learners).toBe(3);
  const restoredMs = new Map<string, number>();
  let goneMs = 0;
  for (const [i, { learner, ackedMs }] of room.learners.entries()) {
    const { frontierMs } = await readLedger(last.sql, learner.id);
    expect(frontierMs).toBeGreaterThanOrEqual(archived[i] ?? Infinity);
    restoredMs.set(learner.id, frontierMs);
    goneMs = Math.max(goneMs, ackedMs - frontierMs);
  }
  // What no archive and no standby has is gone with the server: the drill of the fail-over is for that.
  console.log(`restore: of what was earned after the last archived segment at most ${goneMs} ms are gone`);
  const again = await startServer({ databaseUrl: last.databaseUrl });
  const back = new FaultClass(last.databaseUrl);
  try {
    await back.enter([1, 2, 3], again.url);
    await sleep(6_000);
    const lost = await back.end();
    tellLoss('study on what was restored', 1, lost);
    expectLoss(lost, 2 * beatMs);
    expect(Math.min(...back.learners.map((one) => one.ackedMs - one.startMs))).toBeGreaterThan(3_000);
    for (const { learner, startMs } of back.learners) expect(startMs).toBe(restoredMs.get(learner.id));
  } finally {
    await back.close();
    await again.stop();
  }
});

it('a mistake is undone to the moment before it: every second earned until then, none after', async () => {
  await server.start();
  web = await startServer({ databaseUrl: server.urlOf('faults') });
  const group = new FaultClass(server.urlOf('faults'));
  await group.enter([1, 2, 3], web.url);
  for (let i = 0; i < 4; i++) await group.nextBeat();
  await group.answered('everybody');
  const told = group.learners.map((one) => one.ackedMs);
  const [moment] = await server.ask<{ at: string }>('select clock_timestamp()::text as at');
  for (let i = 0; i < 4; i++) await group.nextBeat();
  const losses = await group.end();
  expectLoss(losses, 2 * beatMs);
  // Somebody's mistake, committed and archived.
  await group.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from lesson_progress`;
    await tx`delete from enrolment_study`;
  });
  await archiveAll();
  await group.close();

  const before = await restore(`recovery_target_time = '${moment?.at}'`);
  const checked = await checkInvariants(before.sql);
  expect(checked.learners).toBe(3);
  for (const [i, { learner, ackedMs }] of group.learners.entries()) {
    const { frontierMs } = await readLedger(before.sql, learner.id);
    expect(frontierMs).toBeGreaterThanOrEqual(told[i] ?? Infinity);
    // What came later is not in it: it was really wound back.
    expect(frontierMs).toBeLessThan(ackedMs);
  }
  // And the end of the archive holds the mistake as well: it is the moment that makes the difference.
  const end = await restore(`recovery_target_timeline = 'latest'`);
  expect(await end.sql`select 1 from lesson_progress`).toEqual([]);
});
