import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  addJob,
  claimJob,
  failJob,
  finishJob,
  releaseJob,
  renewJob,
  triesMax,
} from '../../app/platform/jobs.server.ts';
import { job } from '../../db/schema/index.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { openJob } from './open-version.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
beforeEach(() => database.db.delete(job));

const read = async (id: string) => (await database.db.select().from(job).where(eq(job.id, id)))[0];
const claim = (worker: string, kinds = ['a'], leaseMs = 10_000) =>
  claimJob(database.db, worker, kinds, leaseMs);

test('twenty claims at once take ten jobs, each once', async () => {
  for (let i = 0; i < 10; i++) await openJob(database.db, 'a', `${i}`);
  const claimed = await Promise.all(Array.from({ length: 20 }, (_, i) => claim(`w${i}`)));
  const ids = claimed.flatMap((found) => (found ? [found.id] : []));
  expect(ids.length).toBe(10);
  expect(new Set(ids).size).toBe(10);
});

test('the most urgent first, then the oldest; what is not due or of another kind stays', async () => {
  const past = (s: number) => new Date(Date.now() - s * 1000);
  await openJob(database.db, 'a', 'young', { priority: 5, runAfter: past(10) });
  await openJob(database.db, 'a', 'old', { priority: 5, runAfter: past(20) });
  await openJob(database.db, 'a', 'urgent', { priority: 1, runAfter: past(1) });
  await openJob(database.db, 'a', 'later', { priority: 0, runAfter: new Date(Date.now() + 60_000) });
  await openJob(database.db, 'b', 'other kind', { priority: 0, runAfter: past(99) });
  const order: (string | undefined)[] = [];
  for (let i = 0; i < 4; i++) order.push((await claim('w'))?.subject);
  expect(order).toEqual(['urgent', 'old', 'young', undefined]);
});

test('a claim that lapsed goes to another worker, and the first can no longer renew or finish', async () => {
  const id = await openJob(database.db, 'a', 'x');
  expect((await claim('first', ['a'], 1_500))?.id).toBe(id);
  expect(await claim('second')).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  expect(await renewJob(database.db, 'first', id, 1_000)).toBe(false);
  expect((await claim('second'))?.id).toBe(id);
  await finishJob(database.db, 'first', id);
  expect((await read(id))?.doneAt).toBeNull();
  expect(await renewJob(database.db, 'second', id, 10_000)).toBe(true);
  await finishJob(database.db, 'second', id);
  expect((await read(id))?.doneAt).toBeInstanceOf(Date);
  expect(await claim('third')).toBeNull();
});

test('a try that did not succeed comes again later, at most three times; a hopeless one never', async () => {
  const id = await openJob(database.db, 'a', 'x');
  for (let tries = 1; tries <= triesMax; tries++) {
    expect((await claim('w'))?.tries).toBe(tries - 1);
    await failJob(database.db, 'w', id, `reason ${tries}`, false);
    expect(await claim('w')).toBeNull();
    const row = await read(id);
    expect([row?.tries, row?.failure, row?.doneAt !== null]).toEqual([
      tries,
      `reason ${tries}`,
      tries === triesMax,
    ]);
    expect(row?.runAfter.getTime()).toBeGreaterThan(Date.now());
    await database.db
      .update(job)
      .set({ runAfter: new Date(0) })
      .where(eq(job.id, id));
  }
  expect(await claim('w')).toBeNull();
  const hopeless = await openJob(database.db, 'a', 'y');
  await claim('w');
  await failJob(database.db, 'w', hopeless, 'no script', true);
  expect((await read(hopeless))?.doneAt).toBeInstanceOf(Date);
});

test('a job put back is free at once and has lost no try; one that comes again keeps its place', async () => {
  const id = await openJob(database.db, 'a', 'x');
  await claim('w');
  await releaseJob(database.db, 'w', id);
  expect((await claim('w'))?.tries).toBe(0);
  await finishJob(database.db, 'w', id, 60_000);
  const row = await read(id);
  expect(row?.doneAt).toBeNull();
  expect(row?.runAfter.getTime()).toBeGreaterThan(Date.now() + 50_000);
});

test('a job is added once, and once more only when asked for and done', async () => {
  const count = async () => (await database.db.select().from(job)).length;
  await addJob(database.db, { kind: 'a', subject: 'x', payload: { n: 1 } });
  await addJob(database.db, { kind: 'a', subject: 'x', payload: { n: 2 }, again: true });
  const first = await claim('w');
  expect(first?.payload).toEqual({ n: 1 });
  await finishJob(database.db, 'w', first?.id ?? '');
  await addJob(database.db, { kind: 'a', subject: 'x', payload: { n: 3 } });
  expect(await claim('w')).toBeNull();
  await addJob(database.db, { kind: 'a', subject: 'x', payload: { n: 4 }, again: true });
  expect((await claim('w'))?.payload).toEqual({ n: 4 });
  expect(await count()).toBe(1);
});
