import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseAccount } from '../../db/launch/choose-account.ts';
import { Attacker } from '../cheats/attacker.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import { findFreePort, startServer, type TestServer } from '../harness/start-server.ts';
import { startWorker, type TestWorker } from '../harness/start-worker.ts';
import { openPrivateHouse, type PrivateHouse } from '../face/open-private-house.ts';
import { FaultClass, lengthenLesson, tellLoss } from './open-class.ts';

// PgBouncer in transaction mode, by docs/deploy/pgbouncer.ini: a class studies through three connections of PostgreSQL.

/** Its version, or why it is not tested here. */
function readVersion(): { major: number; minor: number } | string {
  const run = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' });
  const found = /PgBouncer (\d+)\.(\d+)/.exec(run.stdout ?? '');
  return found
    ? { major: Number(found[1]), minor: Number(found[2]) }
    : 'pgbouncer is not installed here (apt-get install pgbouncer)';
}

const version = readVersion();
const missing = typeof version === 'string';
if (missing) console.log(`PgBouncer is not tested: ${version}.`);
/** From 1.21 on it keeps prepared statements. */
const keepsStatements = typeof version !== 'string' && (version.major > 1 || version.minor >= 21);

const poolSize = 3;

/** Starts it before the PostgreSQL of `databaseUrl`; answers the address through it. */
async function startBouncer(
  databaseUrl: string,
  folder: string,
): Promise<{ url: string; child: ChildProcess }> {
  const { port: serverPort, username, password, pathname } = new URL(databaseUrl);
  const port = await findFreePort();
  let config = readFileSync('docs/deploy/pgbouncer.ini', 'utf8');
  const put = (from: RegExp, to: string) => {
    if (!from.test(config)) throw new Error(`docs/deploy/pgbouncer.ini has no ${from.source}`);
    config = config.replace(from, () => to);
  };
  put(/^zhenxue = .*$/m, `${pathname.slice(1)} = host=127.0.0.1 port=${serverPort}`);
  put(/^listen_port = .*$/m, `listen_port = ${port}`);
  put(/^auth_file = .*$/m, `auth_file = ${folder}/userlist.txt`);
  put(/^default_pool_size = .*$/m, `default_pool_size = ${poolSize}`);
  put(/^reserve_pool_size = .*$/m, 'reserve_pool_size = 0');
  if (keepsStatements) put(/^;max_prepared_statements/m, 'max_prepared_statements');
  writeFileSync(join(folder, 'pgbouncer.ini'), config);
  writeFileSync(join(folder, 'userlist.txt'), `"${username}" "${password}"\n`, { mode: 0o600 });
  const account = chooseAccount();
  chmodSync(folder, 0o711);
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(join(folder, 'userlist.txt'), account.uid, account.gid);
  const child = spawn('pgbouncer', [join(folder, 'pgbouncer.ini')], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return { url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`, child };
}

describe.skipIf(missing)('PgBouncer in transaction mode', () => {
  let place: PrivateHouse;
  let bouncer: Awaited<ReturnType<typeof startBouncer>>;
  let web: TestServer;
  let worker: TestWorker;
  let room: FaultClass;
  let admin: postgres.Sql;
  const folder = mkdtempSync(join(tmpdir(), 'zhenxue-bouncer-'));

  beforeAll(async () => {
    place = await openPrivateHouse();
    await place.db.execute(
      `alter database ${new URL(place.databaseUrl).pathname.slice(1)} set plan_cache_mode = force_generic_plan`,
    );
    bouncer = await startBouncer(place.databaseUrl, folder);
    const databaseUrl = keepsStatements ? bouncer.url : `${bouncer.url}?prepare=false`;
    admin = postgres(bouncer.url.replace(/\/[^/]+$/, '/pgbouncer'), {
      ...{ max: 1, prepare: false, fetch_types: false, onnotice: () => {} },
    });
    const answers = () =>
      admin
        .unsafe('show version')
        .simple()
        .then(
          () => true,
          () => false,
        );
    while (!(await answers())) await sleep(100);
    const env = { DATA_DIR: place.dataDir, WEB_PROCESSES: '2' };
    web = await startServer({ databaseUrl, entry: 'web', env });
    worker = startWorker({ databaseUrl, dataDir: place.dataDir });
    room = new FaultClass(place.databaseUrl);
    await lengthenLesson(room, 10, 15);
  });
  afterAll(async () => {
    await room?.close();
    await worker?.stop();
    await web?.stop();
    await admin?.end({ timeout: 2 });
    const gone = bouncer && once(bouncer.child, 'exit');
    bouncer?.child.kill('SIGINT');
    await gone;
    await place?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a class studies, answers its controls and loses nothing, all through three connections', async () => {
    await room.enter([1, 2, 3, 4, 5, 6], web.url);
    for (let i = 0; i < 15; i++) {
      await room.nextBeat();
      await sleep(1_000);
    }
    const losses = await room.end();
    tellLoss('PgBouncer in transaction mode', 1, losses);
    expect(losses.unanswered).toBe(0);
    expect(losses.controls).toBeGreaterThan(0);
    for (const { learner } of room.learners) await verifyLog(place.sql, learner.id);
    const servers = (await admin.unsafe('show servers').simple()) as unknown as { database: string }[];
    expect(servers.length).toBeGreaterThan(0);
    expect(servers.length).toBeLessThanOrEqual(poolSize);
    const clients = (await admin.unsafe('show clients').simple()) as unknown as { database: string }[];
    // Many more come to it than go from it.
    expect(clients.length).toBeGreaterThan(2 * poolSize);
    const modes = (await admin.unsafe('show pools').simple()) as unknown as { pool_mode: string }[];
    expect(modes.some(({ pool_mode }) => pool_mode === 'transaction')).toBe(true);
  });

  it('locks that are held for a transaction hold: no guess more, no lease more', async () => {
    const { phone } = fixtureLearner(7);
    const stranger = new Attacker(web.url, '', fixtureLearner(7));
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, i) => stranger.post('/session', { phone, password: `guess-${i}` })),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    const learner = fixtureLearner(8);
    const window = new Attacker(web.url, await signIn(place.db, learner.phone), learner);
    const opened = await Promise.all(
      Array.from({ length: 12 }, () => window.window().openLease({ takeOver: true })),
    );
    expect(opened.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(6);
    const live = await place.sql`select 1 from lease where learner_id = ${learner.id} and ended_at is null`;
    expect(live).toHaveLength(1);
    expect(await readEvents(place.sql, learner.id, 'lease_opened')).not.toEqual([]);
    await verifyLog(place.sql, learner.id);
  });

  it('pages and the worker go through it as well', async () => {
    const window = new Attacker(web.url, await signIn(place.db, fixtureLearner(1).phone), fixtureLearner(1));
    for (const path of ['/', '/progress', '/catalogue'])
      expect((await window.get(path)).status, path).toBe(200);
    await expect
      .poll(
        () =>
          place.sql`select 1 from job where kind = 'sign_checkpoints' and run_after > now()`.then(
            (rows) => rows.length,
          ),
        {
          timeout: 60_000,
        },
      )
      .toBe(1);
    expect(worker.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
    expect(web.stderr.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it.skipIf(keepsStatements)(
    'and without ?prepare=false it would not: statements of one connection are not those of another',
    async () => {
      const plain = postgres(bouncer.url, { max: 6, onnotice: () => {} });
      const ask = () =>
        plain`select pg_sleep(0.02), ${1}::int as one`.then(
          () => null,
          (error: Error) => error.message,
        );
      // What is lost may not even be refused.
      const late = () => sleep(5_000, 'prepared statement: no answer', { ref: false });
      const said = await Promise.all(Array.from({ length: 60 }, () => Promise.race([ask(), late()])));
      await plain.end({ timeout: 1 });
      expect(said.filter((one) => one?.includes('prepared statement')).length).toBeGreaterThan(0);
    },
  );
});
