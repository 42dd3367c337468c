import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './choose-account.ts';
import { bareEnvironment } from './make-cluster.ts';
import { answersFrom, listLeftovers } from './read-postmaster.ts';

/** Where and how a postmaster is to run. */
export type Launch = {
  bin: string;
  cluster: string;
  account: Account;
  logFile: string;
  /** Fsync may be off where the data lives no longer than a test run. */
  durable: boolean;
  urlFor(port: number): string;
};

/**
 * Starts a postmaster that outlives us, on `wantedPort` if it is free, and waits until it answers.
 * Returns its number and port. Throws a sentence with the end of its log.
 */
export async function startPostmaster(launch: Launch, wantedPort: number | null) {
  await clearLeftovers(launch.cluster);
  rmSync(join(launch.cluster, 'postmaster.pid'), { force: true });
  for (let i = 0; i < 5; i++) {
    const port = await findPort(i === 0 ? wantedPort : null);
    const pid = await tryStart(launch, port);
    if (pid !== null) return { pid, port };
    await sleep(300);
  }
  throw new Error(`PostgreSQL did not start. Its last words: ${readLastWords(launch.logFile)}`);
}

/** Processes of a killed postmaster go by themselves at their next breath; after 3 s they are made to. */
async function clearLeftovers(cluster: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const pids = listLeftovers(cluster);
    if (pids.length === 0) return;
    if (i >= 30) for (const pid of pids) signalQuietly(pid);
    await sleep(100);
  }
}

function signalQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // It went by itself.
  }
}

/** A loopback port nobody listens on: `wanted` if possible. */
async function findPort(wanted: number | null): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | null>((done) => {
      const server = createServer();
      server.once('error', () => done(null));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => done(typeof address === 'object' && address ? address.port : null));
      });
    });
  const port = (wanted ? await listen(wanted) : null) ?? (await listen(0));
  if (port === null) throw new Error('There is no free port on 127.0.0.1.');
  return port;
}

/** Its own session, so that Ctrl-C in a terminal reaches it only through us, after the programs that use it. */
async function tryStart(launch: Launch, port: number): Promise<number | null> {
  const log = openSync(launch.logFile, isLarge(launch.logFile) ? 'w' : 'a', 0o600);
  const child = spawn(
    join(launch.bin, 'postgres'),
    ['-D', launch.cluster, ...settings(port, launch.durable)],
    {
      ...launch.account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: bareEnvironment(),
    },
  );
  closeSync(log);
  let gone = false;
  child.once('error', () => (gone = true));
  child.once('exit', () => (gone = true));
  child.unref();
  for (let i = 0; i < 1200 && !gone; i++) {
    if (await answersFrom(launch.urlFor(port), launch.cluster)) return child.pid ?? null;
    await sleep(50);
  }
  if (!gone) child.kill('SIGQUIT');
  return null;
}

/** An eighth of the machine's memory, for a server that shares it with the web process, the worker and their nets. */
function sharedMemory(): string {
  const [leastMb, mostMb] = [128, 4_096];
  return `${Math.min(mostMb, Math.max(leastMb, Math.floor(totalmem() / 8 / 2 ** 20)))}MB`;
}

/** Where the data lives on: the first change of a page after a checkpoint writes all of it to the log, so checkpoints are rare. */
const lasting = () => ({ shared_buffers: sharedMemory(), max_wal_size: '4GB', checkpoint_timeout: '15min' });

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Tests run several servers at once, each with its own pools.
    max_connections: durable ? 100 : 300,
    synchronous_commit: 'on',
    // A process that froze with a learner's lock in its hand keeps it no longer.
    idle_in_transaction_session_timeout: '60s',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    ...(durable ? lasting() : { shared_buffers: '128MB' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function isLarge(file: string): boolean {
  try {
    return statSync(file).size > 10_000_000;
  } catch {
    return false;
  }
}

function readLastWords(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' / ');
  } catch {
    return 'none';
  }
}
