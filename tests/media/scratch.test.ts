import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeScratch, openScratch, runStep } from '../../media-pipeline/scratch.server.ts';
import { openFolder } from './tiny-lesson.ts';

let folder: Awaited<ReturnType<typeof openFolder>>;
beforeAll(async () => void (folder = await openFolder()));
afterAll(() => folder.remove());

test('a step that finished is not run again; one that broke off leaves nothing behind', async () => {
  const scratch = await openScratch(folder.path, 'one', 'hash');
  expect(scratch.isFresh).toBe(true);
  const runs: string[] = [];
  const work = (name: string) => async (dir: string) => {
    runs.push(name);
    await writeFile(join(dir, 'out'), name);
    return { name };
  };
  const first = await runStep(scratch, 'a', work('a'));
  await expect(
    runStep(scratch, 'b', async (dir) => {
      await writeFile(join(dir, 'out'), 'half');
      throw new Error('broke off');
    }),
  ).rejects.toThrow('broke off');
  // What a killed worker leaves: a folder that never got its final name.
  await mkdir(join(scratch.root, 'b.part-killed'));

  const again = await openScratch(folder.path, 'one', 'hash');
  expect(again.isFresh).toBe(false);
  expect(await runStep(again, 'a', work('a'))).toEqual(first);
  expect((await runStep(again, 'b', work('b'))).result).toEqual({ name: 'b' });
  expect(runs).toEqual(['a', 'b']);
});

test('changed sources start all steps anew', async () => {
  const scratch = await openScratch(folder.path, 'two', 'hash');
  await runStep(scratch, 'a', async () => 1);
  const changed = await openScratch(folder.path, 'two', 'other hash');
  expect(changed.isFresh).toBe(true);
  expect((await runStep(changed, 'a', async () => 2)).result).toBe(2);
  await closeScratch(changed);
  expect(await readdir(folder.path)).not.toContain('two');
});
