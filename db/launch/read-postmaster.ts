import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { readBirth } from './hold-lock.mjs';

/** What `postmaster.pid` says. */
export type Postmaster = { pid: number; port: number };

/** The postmaster that lives on `cluster`; null if the file is missing, half written, or left by a dead one. */
export function readPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3] ?? 0);
  return Number.isInteger(pid) && pid > 1 && worksIn(pid, cluster) ? { pid, port } : null;
}

/** Process numbers are given again after a reboot: a PostgreSQL process always works in its cluster folder. */
export function worksIn(pid: number, cluster: string): boolean {
  if (readBirth(pid) === null) return false;
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      cluster,
    );
  } catch {
    return false;
  }
}

/** Processes that a killed postmaster left on `cluster`; they hold its shared memory. Linux only, else empty. */
export function listLeftovers(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, cluster));
}

/** Whether the server behind `url` answers and keeps its data in `cluster`. */
export async function answersFrom(url: string, cluster: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    const [row] = await sql<{ dir: string }[]>`select current_setting('data_directory') as dir`;
    return row !== undefined && realpathSync(row.dir) === realpathSync(cluster);
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
