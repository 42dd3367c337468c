import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own with little room. */
export type SmallDisk = {
  home: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  /** Nothing may run from it any more. */
  remove(): void;
};

/** Mounts one of so many megabytes; a sentence where this machine does not permit that. */
export function openSmallDisk(megabytes: number): SmallDisk | string {
  const home = mkdtempSync(join(tmpdir(), 'zhenxue-fault-disk-'));
  const options = `size=${megabytes}m,mode=0711`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', home], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    rmSync(home, { recursive: true, force: true });
    return `no file system can be mounted here: ${(mounted.stderr || String(mounted.error)).trim()}`;
  }
  const filler = join(home, 'filler');
  return {
    home,
    fill() {
      const { bavail, bsize } = statfsSync(home);
      const dd = ['if=/dev/zero', `of=${filler}`, `bs=${bsize}`, `count=${bavail + 1}`];
      spawnSync('dd', dd, { stdio: 'ignore' });
      // The last bytes, which dd gave up on.
      try {
        for (let i = 0; i < 1_000; i++) writeFileSync(filler, Buffer.alloc(512), { flag: 'a' });
      } catch {
        // Full.
      }
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      spawnSync('umount', [home], { stdio: 'ignore' });
      rmSync(home, { recursive: true, force: true });
    },
  };
}
