import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { log } from '../../app/platform/watch/log.server.ts';
import { workLane, type Handler } from '../../app/platform/work-lane.server.ts';
import { job } from '../../db/schema/index.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { openJob } from './open-version.ts';

// What a lane makes of work that ended after its claim went to another worker.

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterEach(() => void vi.restoreAllMocks());
afterAll(() => database.close());

const read = async (id: string) => (await database.db.select().from(job).where(eq(job.id, id)))[0];

/** Does one job with this handler, after another worker took the claim over or not; what was said. */
async function work(
  subject: string,
  handler: Handler,
  isTaken: boolean,
): Promise<{ id: string; said: unknown[] }> {
  const said: unknown[] = [];
  const keep = (facts: unknown) => void said.push(facts);
  vi.spyOn(log, 'info').mockImplementation(keep);
  vi.spyOn(log, 'error').mockImplementation(keep);
  const id = await openJob(database.db, 'a', subject);
  const stop = new AbortController();
  const lane = { db: database.db, worker: 'first', stop: stop.signal, isHopeless: () => false };
  await workLane(
    lane,
    {
      a: async (claimed, signal) => {
        if (isTaken) await database.db.update(job).set({ claimedBy: 'second' }).where(eq(job.id, id));
        // The lane looks for no other job after this one.
        setTimeout(() => stop.abort(), 300);
        return handler(claimed, signal);
      },
    },
    10_000,
  );
  return { id, said };
}
const fail = () => Promise.reject(new Error('already done by another'));
const succeed = () => Promise.resolve();

test.each([
  ['fails', fail],
  ['succeeds', succeed],
])('work that %s after its claim was lost says nothing about the job', async (what, handler) => {
  const { id, said } = await work(`lost-${what}`, handler, true);
  expect(said).toEqual([
    { kind: 'a', subject: `lost-${what}`, seconds: expect.any(Number), outcome: 'put_back' },
  ]);
  expect(await read(id)).toMatchObject({ claimedBy: 'second', tries: 0, failure: null, doneAt: null });
});

test('work that keeps its claim ends as it says', async () => {
  const done = await work('kept-succeeds', succeed, false);
  expect(done.said).toEqual([
    { kind: 'a', subject: 'kept-succeeds', seconds: expect.any(Number), outcome: 'done' },
  ]);
  expect((await read(done.id))?.doneAt).toBeInstanceOf(Date);
  const failed = await work('kept-fails', fail, false);
  expect(failed.said).toMatchObject([
    { kind: 'a', subject: 'kept-fails', outcome: 'failed', tries: 0, why: 'already done by another' },
  ]);
  expect(await read(failed.id)).toMatchObject({ claimedBy: null, tries: 1, doneAt: null });
});
