import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Account } from './choose-account.ts';

/**
 * The folder that holds the binaries and the cluster: `dataDir` where the account can reach it, else (a checkout
 * under a closed home) a folder of the system's own, named after `dataDir`. Decided by trying.
 */
export function choosePlace(dataDir: string, account: Account): string {
  if (account.uid === undefined || canLiveIn(dataDir, account)) return dataDir;
  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  const place = join('/var/lib/zhenxue', name);
  if (!existsSync('/var/lib')) mkdirSync('/var/lib', { mode: 0o755 });
  if (!existsSync('/var/lib/zhenxue')) mkdirSync('/var/lib/zhenxue', { mode: 0o755 });
  if (!existsSync(place)) mkdirSync(place, { mode: 0o755 });
  if (!canLiveIn(place, account))
    throw new Error(
      `The user postgres can use neither ${dataDir} nor ${place}; set DATA_DIR to a folder it can reach.`,
    );
  return place;
}

/** Whoever may write in the folder could put another program in the place of ours. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder);
  return stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}

/** Makes a folder there, gives it to the account, and lets the account write in it and close it, as a cluster is. */
function canLiveIn(folder: string, account: Account): boolean {
  if (!isOurs(folder)) return false;
  const probe = mkdtempSync(join(folder, 'probe-'));
  try {
    chownSync(probe, account.uid ?? -1, account.gid ?? -1);
    chmodSync(probe, 0o700);
    const script = 'cd "$1" && umask 077 && : > file && [ -O file ] && rm file';
    const run = spawnSync('/bin/sh', ['-c', script, 'sh', probe], { ...account, cwd: '/', stdio: 'ignore' });
    return run.status === 0;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}
