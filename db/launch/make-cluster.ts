import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './choose-account.ts';

/** The owner of every database here. */
export const clusterUser = 'zhenxue';

/** Runs initdb into `cluster` unless it is there. An initdb that was killed half-way leaves nothing behind. */
export function makeCluster(bin: string, cluster: string, account: Account, password: string): void {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const part = `${cluster}.part`;
  const passwordFile = `${cluster}.pw`;
  rmSync(part, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  try {
    mkdirSync(part, { mode: 0o700 });
    rmSync(passwordFile, { force: true });
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    if (account.uid !== undefined && account.gid !== undefined) {
      chownSync(part, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    runInitdb(bin, part, passwordFile, account);
    renameSync(part, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb(bin: string, part: string, passwordFile: string, account: Account): void {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${clusterUser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const args = [`--pgdata=${part}`, ...access, ...locale];
  const run = spawnSync(join(bin, 'initdb'), args, {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    env: bareEnvironment(),
  });
  if (run.status !== 0)
    throw new Error(`PostgreSQL could not make its data folder: ${(run.stderr || String(run.error)).trim()}`);
}

/** No PG… or LC_… setting of the shell reaches PostgreSQL. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' };
}

/** The password of the cluster: random, in a file that only its owner can read. */
export function keepPassword(dataDir: string): string {
  const file = join(dataDir, 'postgres.password');
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}
