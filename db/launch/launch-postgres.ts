import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseAccount } from './choose-account.ts';
import { choosePlace } from './choose-place.ts';
import { findBinaries } from './find-binaries.ts';
import { holdLock } from './hold-lock.mjs';
import { clusterUser, keepPassword, makeCluster } from './make-cluster.ts';
import { placeBinaries } from './place-binaries.ts';
import { answersFrom, readPostmaster } from './read-postmaster.ts';
import { startPostmaster } from './start-postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** A running PostgreSQL of ours. */
export type Postgres = {
  pid: number;
  port: number;
  /** True when it already ran, left by a process that was killed. */
  adopted: boolean;
  /** The address of one database on it. */
  urlOf(database: string): string;
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL of `dataDir`, or adopts the one that already runs there. It listens on 127.0.0.1 only and
 * asks for a password. It outlives this process until `stop()`. Throws one plain sentence.
 */
export async function launchPostgres(dataDir: string, durable = true): Promise<Postgres> {
  // Others may pass through to the cluster folder, but not list what lies here.
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const home = realpathSync(dataDir);
  const release = await holdLock(join(home, 'postgres.lock'), 60_000);
  try {
    return await launchAlone(home, durable);
  } finally {
    release();
  }
}

async function launchAlone(dataDir: string, durable: boolean): Promise<Postgres> {
  const binaries = findBinaries();
  const account = chooseAccount();
  const note = readNote(dataDir);
  const place = note?.place ?? choosePlace(dataDir, account);
  const cluster = join(place, 'postgres');
  if (note && !existsSync(join(dataDir, 'postgres.password')))
    throw new Error(`${dataDir}/postgres.password is missing, and PostgreSQL does not open without it.`);
  if (!note) await clearForgotten(dataDir, cluster);
  const password = keepPassword(dataDir);
  const urlFor = (port: number) => addressOf(port, password, 'postgres');
  const wrap = (pid: number, port: number, adopted: boolean): Postgres => ({
    pid,
    port,
    adopted,
    urlOf: (database) => addressOf(port, password, database),
    stop: () => stopPostmaster(pid, cluster),
  });

  const living = await adopt(cluster, urlFor);
  if (living) return wrap(living.pid, living.port, true);
  const root = placeBinaries(binaries, place);
  makeCluster(join(root, 'bin'), cluster, account, password);
  const logFile = join(dataDir, 'postgres.log');
  const launch = { bin: join(root, 'bin'), cluster, account, logFile, durable, urlFor };
  const { pid, port } = await startPostmaster(launch, note?.port ?? null);
  writeNote(dataDir, { place, port });
  return wrap(pid, port, false);
}

/** The postmaster that lives on `cluster` once it answers. One that lives but stays silent for 20 s is stopped. */
async function adopt(cluster: string, urlFor: (port: number) => string) {
  for (let i = 0; i < 100; i++) {
    const found = readPostmaster(cluster);
    if (!found) return null;
    if (found.port > 0 && (await answersFrom(urlFor(found.port), cluster))) return found;
    await sleep(200);
  }
  const silent = readPostmaster(cluster);
  if (silent) await stopPostmaster(silent.pid, cluster);
  return null;
}

/** Without a note the data folder is new: a cluster found for it belonged to one that somebody deleted. */
async function clearForgotten(dataDir: string, cluster: string): Promise<void> {
  if (existsSync(join(dataDir, 'postgres.password')) || !existsSync(cluster)) return;
  const living = readPostmaster(cluster);
  if (living) await stopPostmaster(living.pid, cluster);
  rmSync(cluster, { recursive: true, force: true });
}

/** Whether `dataDir` has a cluster, running or not. */
export function hasCluster(dataDir: string): boolean {
  return readNote(dataDir) !== null;
}

function addressOf(port: number, password: string, database: string): string {
  return `postgres://${clusterUser}:${password}@127.0.0.1:${port}/${database}`;
}

/** `postgres.json`: where the cluster lives (`.` is the data folder itself, which may be moved) and its last port. */
type Note = { place: string; port: number };

function readNote(dataDir: string): Note | null {
  try {
    const note = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as Note;
    const place = resolve(dataDir, note.place);
    return existsSync(join(place, 'postgres', 'PG_VERSION')) ? { ...note, place } : null;
  } catch {
    return null;
  }
}

function writeNote(dataDir: string, note: Note): void {
  const file = join(dataDir, 'postgres.json');
  const place = note.place === dataDir ? '.' : note.place;
  writeFileSync(file, `${JSON.stringify({ ...note, place })}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
