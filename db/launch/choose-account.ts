import { spawnSync } from 'node:child_process';

/** The account that runs PostgreSQL; empty when it is our own. */
export type Account = { uid?: number; gid?: number };

/** PostgreSQL refuses root: there it runs as `postgres`, who is created when missing. */
export function chooseAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const known = readAccount();
  if (known) return known;
  createAccount();
  const made = readAccount();
  if (!made) throw new Error('The user postgres could not be created; run: useradd --system postgres');
  return made;
}

function readAccount(): Account | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const run = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return run.status === 0 ? Number(run.stdout.trim()) : NaN;
  });
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null;
}

/** shadow's useradd, else busybox's adduser. */
function createAccount(): void {
  const shadow = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'];
  if (spawnSync('useradd', shadow, { stdio: 'ignore' }).status === 0) return;
  spawnSync('adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres'], { stdio: 'ignore' });
}
