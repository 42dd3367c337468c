import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBirth } from '../../db/launch/hold-lock.mjs';
import { launchPostgres, type Postgres } from '../../db/launch/launch-postgres.ts';

/** Where tests keep their PostgreSQL, key and prepared media. Never the demo's folder. */
export const testDataDir = resolve(process.env.TEST_DATA_DIR ?? '.test-data');

/** Seals what tests write; the same in every run, because prepared media outlives one. */
export const testMasterKey = createHash('sha256').update('zhenxue tests').digest();

let server: Promise<Postgres> | undefined;

/** The PostgreSQL of the tests; started by whichever process needs it first. */
export function testPostgres(): Promise<Postgres> {
  server ??= launchPostgres(testDataDir, false);
  return server;
}

const runsDir = join(testDataDir, 'runs');

/** Says that this process runs tests; the last of several runs stops PostgreSQL. */
export function enterRun(): void {
  mkdirSync(runsDir, { recursive: true });
  writeFileSync(join(runsDir, String(process.pid)), readBirth(process.pid) ?? '');
}

/** Leaves; true if no other run lives. */
export function leaveRun(): boolean {
  rmSync(join(runsDir, String(process.pid)), { force: true });
  return !existsSync(runsDir) || readdirSync(runsDir).every((name) => !isAlive(name));
}

/** Whether the run with this process number still lives. */
export function isAlive(pid: string): boolean {
  const file = join(runsDir, pid);
  return existsSync(file) && readBirth(Number(pid)) === readFileSync(file, 'utf8');
}

/** SHA-256 (16 hex digits) over the contents of files and folders: what was made from them is still good. */
export function fingerprint(paths: string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory()) {
      hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
      return;
    }
    for (const name of readdirSync(path).sort()) add(join(path, name));
  };
  paths.forEach(add);
  return hash.digest('hex').slice(0, 16);
}
