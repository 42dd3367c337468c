import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { exportContent } from '../../app/evidence/export-content.server.ts';
import { checkContent } from '../../app/evidence/check-content.ts';
import { readContentExport } from '../../app/evidence/read-export.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { verifierCrypto } from '../cheats/tamper-export.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startWorker, type TestWorker } from '../harness/start-worker.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { enterVideo, makeClip } from '../media/make-clip.ts';
import { openJob } from '../media/open-version.ts';
import { openFolder } from '../media/tiny-lesson.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';

// A worker that claimed a job freezes, another takes it over and dies, a third does it; then the first one wakes up.

const times = Math.ceil(Number(process.env.FAULT_TIMES ?? 50) / 25);
const chance = openChance('job twice');
let database: TestDatabase;
let folder: Awaited<ReturnType<typeof openFolder>>;
const workers: TestWorker[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await openFolder();
  // What all lessons share is made elsewhere; here only one video is.
  await openJob(database.db, 'prepare_controls', 'all', { runAfter: new Date(Date.now() + 3_600_000) });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill9()));
});
afterAll(async () => {
  await database?.close();
  await folder?.remove();
});

function start(): TestWorker {
  const worker = startWorker({ databaseUrl: database.databaseUrl, dataDir: folder.path });
  workers.push(worker);
  return worker;
}

const readJob = async (subject: string) => {
  const [row] = await database.sql<{ claimedBy: string | null; isDone: boolean; tries: number }[]>`
    select claimed_by as "claimedBy", done_at is not null as "isDone", tries from job
    where kind = 'prepare_version' and subject = ${subject}`;
  return row ?? { claimedBy: null, isDone: false, tries: 0 };
};
const claims = ({ pid }: TestWorker, subject: string) =>
  expect.poll(async () => (await readJob(subject)).claimedBy, { timeout: 90_000 }).toContain(`-${pid}-`);

/** Everything that the work came to: rows of the version's chain, and the bytes' hash. */
async function readWork(id: string): Promise<{ steps: string[]; sha256: string | null; state: string }> {
  const [version] = await database.sql<{ sha256: string | null; state: string }[]>`
    select encode(content_sha256, 'hex') as sha256, state from video_version where id = ${id}`;
  const rows = await database.sql<{ step: string }[]>`
    select body::jsonb->>'step' as step from content_event where video_version_id = ${id} order by seq`;
  return {
    steps: rows.map(({ step }) => step),
    sha256: version?.sha256 ?? null,
    state: version?.state ?? '',
  };
}

/** Waits until the job is done; else tells what the worker said and who waits for whom in the database. */
async function waitForDone(id: string, worker: TestWorker): Promise<void> {
  for (const endMs = Date.now() + 120_000; Date.now() < endMs; await sleep(100))
    if ((await readJob(id)).isDone) return;
  const waits = await database.sql`select state, wait_event_type, query, now() - xact_start as since
    from pg_stat_activity where datname = current_database() and xact_start is not null`;
  const found = JSON.stringify([waits, await readWork(id), await readJob(id)]);
  throw new Error(`${found}\n${worker.lines.join('\n')}`);
}

it(`claimed by three workers, done once, ${times} times`, { timeout: times * 240_000 }, async () => {
  const house = { sql: database.sql, blobs: openBlobStore(folder.path), masterKey: testMasterKey };
  for (let i = 0; i < times; i++) {
    const id = await enterVideo(house, await makeClip(folder.path, { seconds: 3, size: '128x96' }));
    const frozen = start();
    await claims(frozen, id);
    await sleep(chance.between(0, 1_500));
    process.kill(frozen.pid, 'SIGSTOP');
    expect((await readJob(id)).isDone).toBe(false);
    const dying = start();
    await claims(dying, id);
    await sleep(chance.between(0, 800));
    await dying.kill9();
    const third = start();
    await waitForDone(id, third);
    const work = await readWork(id);
    expect(work).toMatchObject({ state: 'processed', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(work.steps.filter((step) => step === 'finish')).toHaveLength(1);
    process.kill(frozen.pid, 'SIGCONT');
    // It finds its claim lost, stops the work, and lives on: its next sign of life comes.
    const heard = () => database.sql`select 1 from worker_heartbeat
      where worker like ${`%-${frozen.pid}-%`} and beat_at > now() - interval '3 seconds'`;
    await expect.poll(async () => (await heard()).length, { timeout: 30_000 }).toBe(1);
    await expect
      .poll(() => frozen.lines.filter((line) => line.includes(id)).join('\n'), { timeout: 30_000 })
      .toContain('"outcome":"put_back"');
    expect(await readWork(id)).toEqual(work);
    expect(await readJob(id)).toEqual({ claimedBy: null, isDone: true, tries: 0 });
    let text = '';
    for await (const line of exportContent(database.sql, testMasterKey, id, readClock())) text += line;
    const file = readContentExport(text);
    expect(file && checkContent(file.content, file.publicKey, verifierCrypto).broken).toBeNull();
    console.log(`job claimed by three workers: done once (${third.pid}), steps ${work.steps.join(', ')}`);
    await Promise.all(workers.splice(0).map((worker) => worker.kill9()));
  }
  // Nobody studies here: of the invariants those of the tables apply, such as that no job gave up.
  expect((await checkInvariants(database.sql)).learners).toBe(0);
});
