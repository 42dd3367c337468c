import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { job, videoVersion, workerHeartbeat } from '../../db/schema/index.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { enterScript, fixtureScript } from '../harness/enter-script.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { enterVideo, makeClip } from './make-clip.ts';
import { openJob } from './open-version.ts';
import { openFolder } from './tiny-lesson.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof openFolder>>;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await openFolder();
  // What all lessons share is made elsewhere; here only lessons are.
  await openJob(database.db, 'prepare_controls', 'all', { runAfter: new Date(Date.now() + 3_600_000) });
});
afterEach(async () => {
  for (const child of running) await end(child, 'SIGKILL');
});
afterAll(async () => {
  await database.close();
  await folder.remove();
});

/** A version that waits, goes through the fixture reviewer's hands once it is made, and its job. */
async function openLesson(markdown?: string): Promise<[string, string]> {
  const { author, reviewer, other, institutionId } = fixtures;
  const demo = {
    author: { role: 'author', personId: author.id, institutionId: other.institutionId } as const,
    reviewer: { personId: reviewer.id, institutionId },
    documentNumber: '测试批准',
  };
  const house = { sql: database.sql, blobs: openBlobStore(folder.path), masterKey: testMasterKey };
  const id = await enterScript(house, fixtureLesson(1).lessonId, markdown ?? fixtureScript('01-short'), {
    actor: demo.author,
    payload: { demo },
  });
  const [row] = await database.db.select().from(job).where(eq(job.subject, id));
  return [id, row?.id ?? ''];
}

function startWorker(env: Record<string, string> = {}): { child: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: database.databaseUrl,
      DATA_DIR: folder.path,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => lines.push(...text.trim().split('\n')));
  return { child, lines };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  running.delete(child);
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

async function waitFor<T>(
  what: string,
  look: () => Promise<T | null | false | undefined>,
  ms = 90_000,
): Promise<T> {
  for (const endsMs = Date.now() + ms; Date.now() < endsMs; await sleep(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}

const read = async (id: string) =>
  (await database.db.select().from(videoVersion).where(eq(videoVersion.id, id)))[0];
const reached = (id: string, step: string) =>
  waitFor(step, async () => {
    const row = await read(id);
    if (row?.state === 'failed') throw new Error(row.failure ?? 'failed');
    return row?.step === step;
  });
const published = (id: string) => waitFor('published', async () => (await read(id))?.state === 'published');

/** Command lines of living processes that work in this test's folder. */
async function listOrphans(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(join(folder.path, 'scratch'))) found.push(line.replaceAll('\0', ' ').slice(0, 120));
  }
  return found;
}

test(
  'killed with -9 in the middle of a lesson, the work is taken up again and finished',
  { timeout: 180_000 },
  async () => {
    const [id, jobId] = await openLesson();
    const { child } = startWorker();
    await reached(id, 'compose');
    await end(child, 'SIGKILL');
    expect(await read(id)).toMatchObject({ state: 'processing', renditions: null, contentSha256: null });
    const kept = await readdir(join(folder.path, 'scratch', id));
    expect(kept).toContain('slides');
    expect(kept).toContain('speech');
    // Its ffmpeg has nobody left to report to.
    await waitFor('orphans to end', async () => (await listOrphans()).length === 0, 20_000);

    startWorker();
    await published(id);
    const [row] = await database.db.select().from(job).where(eq(job.id, jobId));
    await waitFor(
      'done',
      async () => (await database.db.select().from(job).where(eq(job.id, jobId)))[0]?.doneAt,
    );
    expect([row?.tries, row?.failure]).toEqual([0, null]);
    expect(await readdir(join(folder.path, 'scratch'))).toEqual([]);
  },
);

test(
  'asked to stop, the worker ends its programs, puts the job back and says goodbye',
  { timeout: 120_000 },
  async () => {
    const [id, jobId] = await openLesson();
    const { child } = startWorker();
    await reached(id, 'compose');
    expect((await database.db.select().from(workerHeartbeat)).length).toBeGreaterThan(0);
    const askedMs = Date.now();
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(Date.now() - askedMs).toBeLessThan(5_000);
    expect(await listOrphans()).toEqual([]);
    const [row] = await database.db.select().from(job).where(eq(job.id, jobId));
    expect([row?.claimedBy, row?.doneAt, row?.tries]).toEqual([null, null, 0]);
    expect((await read(id))?.state).toBe('processing');

    startWorker();
    await published(id);
  },
);

test('a lesson that cannot be made is tried once and says why', { timeout: 60_000 }, async () => {
  const [id, jobId] = await openLesson('no head');
  startWorker();
  const row = await waitFor('done', async () => {
    const [row] = await database.db.select().from(job).where(eq(job.id, jobId));
    return row?.doneAt ? row : null;
  });
  expect([row.tries, row.failure]).toEqual([1, (await read(id))?.failure]);
  expect(row.failure).toMatch(/开头缺少 --- 之间的说明。 The head between two --- lines is missing\./);
});

test('after a video that is none, the next one is made', { timeout: 120_000 }, async () => {
  const house = { sql: database.sql, blobs: openBlobStore(folder.path), masterKey: testMasterKey };
  const bad = await enterVideo(house, Buffer.from('#EXTM3U\nhttp://127.0.0.1/a.ts\n'));
  const good = await enterVideo(house, await makeClip(folder.path, { seconds: 2, size: '128x96' }));
  startWorker();
  await waitFor('processed', async () => (await read(good))?.state === 'processed');
  expect(await read(bad)).toMatchObject({
    state: 'failed',
    failure: expect.stringMatching(/不是能用的视频/),
  });
  const [row] = await database.db.select().from(job).where(eq(job.subject, bad));
  expect([row?.tries, row?.doneAt !== null]).toEqual([1, true]);
});

test(
  'without its programs the worker ends with one sentence and the command that brings them',
  { timeout: 30_000 },
  async () => {
    const bin = join(folder.path, 'bin');
    await mkdir(bin);
    await symlink(process.execPath, join(bin, 'node'));
    const { child, lines } = startWorker({ PATH: bin });
    await once(child, 'exit');
    running.delete(child);
    expect(child.exitCode).toBe(1);
    expect(lines.filter((line) => !/warn/i.test(line))).toEqual([
      expect.stringMatching(
        /^This machine lacks ffmpeg, espeak-ng, chromium.*; install with: apt-get install -y ffmpeg espeak-ng chromium/,
      ),
    ]);
  },
);
