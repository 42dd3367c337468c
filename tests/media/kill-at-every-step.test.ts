import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBlobStore, type BlobStore } from '../../app/platform/blobs.server.ts';
import { job, videoVersion } from '../../db/schema/index.ts';
import { sweepWork } from '../../media-pipeline/sweep-work.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { enterVideo, makeClip } from './make-clip.ts';
import { openFolder } from './tiny-lesson.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof openFolder>>;
let blobs: BlobStore;
let scratchDir: string;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await openFolder();
  blobs = openBlobStore(folder.path);
  scratchDir = join(folder.path, 'scratch');
});
afterAll(async () => {
  await database.close();
  await folder.remove();
});

const read = async (id: string) =>
  (await database.db.select().from(videoVersion).where(eq(videoVersion.id, id)))[0];
const enter = async (clip: string) =>
  enterVideo({ sql: database.sql, blobs, masterKey: testMasterKey }, clip);

/** The steps of a video in order, by the folders in which their work is kept. */
const steps = ['probe', 'loudness', 'segments', 'listed', 'sealed', 'thumbnails', 'verified'] as const;

/** When each finished step was finished. */
function listDone(root: string): Map<string, number> {
  const done = new Map<string, number>();
  for (const step of steps) {
    const mark = join(root, step, 'done.json');
    if (existsSync(mark)) done.set(step, statSync(mark).mtimeMs);
  }
  return done;
}

/** Lets a process make the version until `isTime`; then nothing of it gets to say a word. */
async function makeUntil(id: string, isTime: () => boolean): Promise<'killed' | 'ended'> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/fixtures/prepare-one.ts', id], {
    env: {
      ...process.env,
      DATABASE_URL: database.databaseUrl,
      DATA_DIR: folder.path,
      MASTER_KEY: testMasterKey.toString('hex'),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const gone = once(child, 'exit');
  for (; child.exitCode === null && child.signalCode === null; await sleep(2)) {
    if (!isTime()) continue;
    child.kill('SIGKILL');
    await gone;
    return 'killed';
  }
  return 'ended';
}

test(
  'killed with -9 at every step, a video repeats at most that step and is finished',
  { timeout: 300_000 },
  async () => {
    const id = await enter(await makeClip(folder.path, { seconds: 9, size: '640x360' }));
    const root = join(scratchDir, id);
    const names = () => (existsSync(root) ? readdirSync(root) : []);
    let known = new Map<string, number>();
    for (const step of steps) {
      expect(
        await makeUntil(id, () => names().some((name) => name === step || name.startsWith(`${step}.part-`))),
      ).toBe('killed');
      const done = listDone(root);
      for (const [earlier, atMs] of known)
        expect(done.get(earlier), `${earlier} after a kill at ${step}`).toBe(atMs);
      expect([...done.keys()]).toEqual(expect.arrayContaining(steps.slice(0, steps.indexOf(step))));
      expect(await read(id)).toMatchObject({ state: 'processing', failure: null, renditions: null });
      known = done;
    }
    const sealedMs = await blobs.writtenMs(`media/${id}/240p/0.ts`);
    // The last step is one transaction: killed within it, it did not happen.
    await makeUntil(id, () => existsSync(join(root, 'verified')));
    expect(await makeUntil(id, () => false)).toBe('ended');
    expect(await read(id)).toMatchObject({ state: 'processed', durationMs: 8_700, failure: null });
    expect(await blobs.writtenMs(`media/${id}/240p/0.ts`)).toBe(sealedMs);
    const finishes = await database.sql`
    select seq from content_event where video_version_id = ${id} and body like '%"step":"finish"%'`;
    expect(finishes.length).toBe(1);
    // What the kills left goes with the sweep, if it did not go at the end.
    await database.sql`update job set done_at = now() where subject = ${id}`;
    await sweepWork(database.sql, scratchDir);
    expect(existsSync(root)).toBe(false);
  },
);

test('the sweep finds work without a job, and folders without work; what is being made stays', async () => {
  const clip = await makeClip(folder.path, { seconds: 1, size: '64x64' });
  const [lost, given, failed] = [await enter(clip), await enter(clip), await enter(clip)];
  const none = randomUUID();
  await database.db.delete(job).where(eq(job.subject, lost));
  await database.db
    .update(job)
    .set({ doneAt: new Date(), tries: 3, runAfter: new Date(0) })
    .where(eq(job.subject, given));
  await database.sql`update video_version set state = 'failed' where id = ${failed}`;
  await database.db
    .update(job)
    .set({ doneAt: new Date(), runAfter: new Date(0) })
    .where(eq(job.subject, failed));
  for (const id of [lost, failed, none]) {
    await mkdir(join(scratchDir, id), { recursive: true });
    await writeFile(join(scratchDir, id, 'source.sha256'), '');
    await utimes(join(scratchDir, id), new Date(0), new Date(0));
  }
  await mkdir(join(scratchDir, 'not-a-version'));
  expect(await sweepWork(database.sql, scratchDir)).toEqual({ requeued: 2, removed: 2 });
  for (const id of [lost, given]) {
    const [row] = await database.db
      .select()
      .from(job)
      .where(and(eq(job.subject, id), eq(job.kind, 'prepare_version')));
    expect(row).toMatchObject({ doneAt: null, tries: 0 });
  }
  expect((await readdir(scratchDir)).sort()).toEqual([lost, 'not-a-version'].sort());
  expect(await sweepWork(database.sql, scratchDir)).toEqual({ requeued: 0, removed: 0 });
});
