import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { launchPostgres, type Postgres } from '../../db/launch/launch-postgres.ts';

/** A PostgreSQL with the settings of docs/deploy/postgresql.conf; it may be killed, copied and joined to another. */
export type PlacedServer = {
  home: string;
  /** Its data directory. */
  folder: string;
  port: number;
  urlOf(database: string): string;
  /** Runs statements as its owner, outside of any pool. */
  ask<T extends object = Record<string, unknown>>(statement: string): Promise<T[]>;
  kill9(): void;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
};

/** A setting as it is shipped, with its quotation marks. */
export function readShipped(name: string): string {
  const text = readFileSync('docs/deploy/postgresql.conf', 'utf8');
  const value = new RegExp(`^${name} = ('[^']*'|\\S+)`, 'm').exec(text)?.[1];
  if (!value) throw new Error(`docs/deploy/postgresql.conf has no ${name}`);
  return value;
}

/** The settings as they are shipped, but for the memory of a big machine and what a test changes: lines marked "yours" alone. */
export function readSettings(changes: Record<string, string>): string {
  let text = readFileSync('docs/deploy/postgresql.conf', 'utf8');
  const all: Record<string, string> = { shared_buffers: '64MB', effective_cache_size: '256MB', ...changes };
  for (const [name, value] of Object.entries(all)) {
    const line = new RegExp(`^${name} = .*# yours.*$`, 'm');
    if (!line.test(text)) throw new Error(`docs/deploy/postgresql.conf has no ${name} marked "yours"`);
    text = text.replace(line, () => `${name} = ${value}`);
  }
  return text;
}

const newHome = () => {
  const home = mkdtempSync(join(tmpdir(), 'zhenxue-server-'));
  chmodSync(home, 0o711);
  return home;
};

/** Makes a server of its own and starts it with these settings. */
export async function openServer(changes: Record<string, string>): Promise<PlacedServer> {
  const home = newHome();
  const first = await launchPostgres(home);
  await first.stop();
  appendFileSync(join(home, 'postgres', 'postgresql.conf'), readSettings(changes));
  return place(home, await launchPostgres(home));
}

/** Starts what lies in `home` as it is. */
export async function startHome(home: string): Promise<PlacedServer> {
  return place(home, await launchPostgres(home));
}

function place(home: string, launched: Postgres): PlacedServer {
  let server = launched;
  const ask = async <T extends object>(statement: string) => {
    const sql = postgres(server.urlOf('postgres'), { max: 1, onnotice: () => {} });
    try {
      return (await sql.unsafe(statement)) as unknown as T[];
    } finally {
      await sql.end({ timeout: 2 });
    }
  };
  return {
    home,
    folder: join(home, 'postgres'),
    get port() {
      return server.port;
    },
    urlOf: (database) => server.urlOf(database),
    ask,
    kill9: () => void process.kill(server.pid, 'SIGKILL'),
    stop: () => server.stop(),
    async start() {
      server = await launchPostgres(home);
    },
    async remove() {
      await server.stop().catch(() => {});
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * A base backup of a server that runs, by the steps that pg_basebackup takes: `pg_backup_start`, a copy of the files,
 * `pg_backup_stop`, the label. Answers its folder, a home that can be started.
 */
export async function copyServer(from: PlacedServer): Promise<string> {
  const home = newHome();
  const folder = join(home, 'postgres');
  const sql = postgres(from.urlOf('postgres'), { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_backup_start('copy', true)`;
    // Files that go while they are copied are what the log makes good.
    spawnSync('cp', ['-a', from.folder, folder]);
    const [stop] = await sql<{ labelfile: string }[]>`select * from pg_backup_stop(false)`;
    own(join(folder, 'backup_label'), stop?.labelfile ?? '');
  } finally {
    await sql.end({ timeout: 5 });
  }
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(folder, name), { force: true });
  for (const name of ['pg_wal', 'pg_replslot']) {
    rmSync(join(folder, name), { recursive: true, force: true });
    mkdirSync(join(folder, name), { mode: 0o700 });
    giveTo(join(folder, name), folder);
  }
  for (const name of ['postgres.password', 'postgres.json']) cpSync(join(from.home, name), join(home, name));
  return home;
}

/** A file of the owner of the data directory. */
export function own(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  giveTo(file, join(file, '..'));
}

function giveTo(file: string, owner: string): void {
  const { uid, gid } = statSync(owner);
  chownSync(file, uid, gid);
}

/** Makes a copy a standby of `primary`, called `name`, and starts it. */
export async function joinAsStandby(
  home: string,
  primary: PlacedServer,
  name: string,
): Promise<PlacedServer> {
  const { username, password } = new URL(primary.urlOf('postgres'));
  const conn = `host=127.0.0.1 port=${primary.port} user=${username} password=${password} application_name=${name}`;
  appendFileSync(join(home, 'postgres', 'postgresql.auto.conf'), `primary_conninfo = '${conn}'\n`);
  own(join(home, 'postgres', 'standby.signal'), '');
  return startHome(home);
}
