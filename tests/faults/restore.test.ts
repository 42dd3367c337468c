import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../db/client.ts';
import { ensureDatabase } from '../../db/launch/ensure-database.ts';
import { readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { checkInvariants } from './check-invariants.ts';
import { FaultClass, lengthenLesson } from './open-class.ts';
import { fillCluster } from './open-cluster.ts';
import { copyServer, openServer, own, startHome, type PlacedServer } from './open-server.ts';

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
  const copy = `test ! -f ${archive}/%f && cp %p ${archive}/.%f && sync ${archive}/.%f && mv ${archive}/.%f ${archive}/%f`;
  server = await openServer({
    ...{ synchronous_standby_names: `''`, wal_compression: 'on' },
    archive_command: `'${copy}'`,
  });
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
async function restore(target: string): Promise<Database> {
  const home = mkdtempSync(join(tmpdir(), 'zhenxue-restored-'));
  chmodSync(home, 0o711);
  spawnSync('cp', ['-a', `${base}/.`, home]);
  const folder = join(home, 'postgres');
  appendFileSync(
    join(folder, 'postgresql.conf'),
    `\nrestore_command = 'cp ${archive}/%f %p'\nrecovery_target_action = promote\narchive_mode = off\n${target}\n`,
  );
  own(join(folder, 'recovery.signal'), '');
  const one = await startHome(home);
  restored.push(one);
  const database = openDatabase(one.urlOf('faults'), 2);
  opened.push(database);
  await expect
    .poll(async () => (await one.ask<{ rest: boolean }>('select pg_is_in_recovery() as rest'))[0]?.rest, {
      timeout: 60_000,
    })
    .toBe(false);
  return database;
}

it('a mistake is undone to the moment before it: every second earned until then, none after', async () => {
  await room.enter([1, 2, 3], web.url);
  await room.answered();
  // The copy is taken while everybody studies.
  base = await copyServer(server);
  for (let i = 0; i < 4; i++) await room.nextBeat();
  await room.answered();
  const told = room.learners.map((one) => one.ackedMs);
  const [moment] = await server.ask<{ at: string }>('select clock_timestamp()::text as at');
  for (let i = 0; i < 4; i++) await room.nextBeat();
  const losses = await room.end();
  expect(losses.lostMs).toHaveLength(3);
  // Somebody's mistake, committed and archived.
  await room.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from lesson_progress`;
    await tx`delete from enrolment_study`;
  });
  await archiveAll();

  const before = await restore(`recovery_target_time = '${moment?.at}'`);
  const checked = await checkInvariants(before.sql);
  expect(checked.learners).toBe(3);
  for (const [i, { learner, ackedMs }] of room.learners.entries()) {
    const { frontierMs } = await readLedger(before.sql, learner.id);
    expect(frontierMs).toBeGreaterThanOrEqual(told[i] ?? Infinity);
    // What came later is not in it: it was really wound back.
    expect(frontierMs).toBeLessThan(ackedMs);
    await verifyLog(before.sql, learner.id);
  }
});

it('after the loss of the server everything that was archived comes back, and study goes on there', async () => {
  await server.stop();
  const last = await restore(`recovery_target_timeline = 'latest'`);
  const [row] = await last.sql`select count(*)::int as n from lesson_progress`;
  // The mistake as well: this is the end of the archive, not a moment before.
  expect(row).toEqual({ n: 0 });
  const events = await last.sql`select count(*)::int as n from evidence_event where body like '%"earned"%'`;
  expect(events[0]?.['n']).toBeGreaterThan(10);
});
