import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Binaries } from './find-binaries.ts';

/**
 * Copies the binaries to `<place>/postgres-<version>`, where the account that runs them can read them, with the
 * library links that npm leaves out. Returns the folder. A folder that another user could have written is refused.
 */
export function placeBinaries(binaries: Binaries, place: string): string {
  const target = join(place, `postgres-${binaries.version}`);
  if (existsSync(join(target, 'complete'))) {
    refuseForeign(target);
    return target;
  }
  const part = join(place, `postgres-part-${randomUUID()}`);
  mkdirSync(part, { mode: 0o755 });
  try {
    copyNative(binaries.native, part);
    linkLibraries(binaries.native, part);
    lockDown(part);
    writeFileSync(join(part, 'complete'), `${binaries.version}\n`, { mode: 0o644 });
    rmSync(target, { recursive: true, force: true });
    renameSync(part, target);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return target;
}

/** Leaves out what is needed to compile extensions only: about a third of the bytes. */
function copyNative(native: string, part: string): void {
  const left = /\.a$|[/\\](pgxs|pkgconfig|include)$|pg-symlinks\.json$/;
  cpSync(native, part, { recursive: true, verbatimSymlinks: true, filter: (path) => !left.test(path) });
}

/** Makes the links of `pg-symlinks.json`; install scripts, which make them elsewhere, are off here. */
function linkLibraries(native: string, part: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(part, relative('native', target));
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}
type Link = { source: string; target: string };

/** Readable by all, writable by the owner only, whatever the umask was. */
function lockDown(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) lockDown(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

/** A program that somebody else put there must not run as us. */
function refuseForeign(folder: string): void {
  for (const path of [folder, join(folder, 'bin'), join(folder, 'lib')]) {
    const stat = lstatSync(path);
    const mine = process.getuid === undefined || stat.uid === process.getuid();
    if (!stat.isDirectory() || !mine || (stat.mode & 0o022) !== 0)
      throw new Error(`${path} can be written by others; remove it and start again.`);
  }
}
