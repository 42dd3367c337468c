import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from './open-cluster.ts';

const run = promisify(execFile);

/**
 * Copies the data directory as it lies there, of a cluster that may be running, to a new home for `openCluster`; answers
 * it. The control file goes first and the log last, so that what the log says can be done again on every page.
 */
export async function copyImage({ folder, home: source }: Cluster): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'zhenxue-fault-'));
  chmodSync(home, 0o711);
  const target = join(home, 'postgres');
  const { uid, gid } = statSync(folder);
  mkdirSync(target, { mode: 0o700 });
  chownSync(target, uid, gid);
  const names = readdirSync(folder).filter((name) => !['global', 'pg_wal', 'postmaster.pid'].includes(name));
  for (const name of ['global', ...names, 'pg_wal']) {
    // A temporary file may go while it is copied.
    await run('cp', ['-a', join(folder, name), target]).catch((error: { stderr?: string }) => {
      if (!/No such file/.test(error.stderr ?? '')) throw error;
    });
  }
  copyFileSync(join(source, 'postgres.password'), join(home, 'postgres.password'));
  writeFileSync(join(home, 'postgres.json'), JSON.stringify({ place: '.', port: 0 }));
  return home;
}
