import { mkdtemp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The working folder of one video version. What a step finished is found there after a restart. */
export type Scratch = {
  root: string;
  /** Nothing was kept: the first try, or the sources changed since. */
  isFresh: boolean;
};

/**
 * Opens `<folder>/<id>`. `sourceHash` names everything the steps are made from; if it changed, all work starts anew.
 */
export async function openScratch(folder: string, id: string, sourceHash: string): Promise<Scratch> {
  const root = join(folder, id);
  const mark = join(root, 'source.sha256');
  const known = await readFile(mark, 'utf8').catch(() => null);
  const isFresh = known !== sourceHash;
  if (isFresh) await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  await writeFile(mark, sourceHash);
  return { root, isFresh };
}

/**
 * Runs a step once: `make` fills a folder of its own, which gets its final name only when it is complete.
 * So a worker that was killed, or its orphaned ffmpeg, cannot leave half a step behind. The result must be plain JSON.
 */
export async function runStep<T>(
  scratch: Scratch,
  name: string,
  make: (dir: string) => Promise<T>,
): Promise<{ dir: string; result: T }> {
  const dir = join(scratch.root, name);
  const mark = join(dir, 'done.json');
  const done = await readFile(mark, 'utf8').catch(() => null);
  if (done !== null) return { dir, result: JSON.parse(done) as T };
  const part = await mkdtemp(`${dir}.part-`);
  try {
    const result = await make(part);
    await writeFile(join(part, 'done.json'), JSON.stringify(result ?? null));
    await rename(part, dir);
    return { dir, result };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** Removes the working folder. */
export async function closeScratch(scratch: Scratch): Promise<void> {
  await rm(scratch.root, { recursive: true, force: true });
}
