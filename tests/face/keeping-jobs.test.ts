import { utimesSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { startWorker, type TestWorker } from '../harness/start-worker.ts';
import { enrolConfirmed } from './enrol-learner.ts';
import { inDays, openPrivateHouse, type PrivateHouse } from './open-private-house.ts';
import { storeFrames } from './store-frames.ts';

// The real worker does by itself what the verbs can do: deletes what is over, sweeps, and looks for one face twice.

let place: PrivateHouse;
let worker: TestWorker | undefined;
beforeAll(async () => {
  place = await openPrivateHouse();
});
afterAll(async () => {
  await worker?.stop();
  await place?.close();
});

it('a worker that starts finds what is due and does each kind of keeping once', async () => {
  const [old, first, second] = [fixtureLearner(1).id, fixtureLearner(2).id, fixtureLearner(3).id];
  const due = await storeFrames(place.house, old, inDays(-8));
  const young = await storeFrames(place.house, old, inDays(-6));
  const leftover = `snapshots/${old}/left`;
  await place.house.blobs.put(leftover, Buffer.from('sealed'));
  utimesSync(await place.house.blobs.asFile(leftover, ''), new Date(0), new Date(0));
  for (const learner of [first, second]) await enrolConfirmed(place.house, learner, 60);
  worker = startWorker(place);

  const files = (challenge: string) => place.house.blobs.list(`frames/${old}/${challenge}`);
  await expect.poll(() => files(due), { timeout: 40_000 }).toEqual([]);
  await expect.poll(() => place.house.blobs.has(leftover), { timeout: 20_000 }).toBe(false);
  const pairs = () =>
    place.sql<{ one: string; other: string }[]>`
      select learner_id as one, other_learner_id as other from face_case where kind = 'duplicate'`;
  await expect.poll(async () => (await pairs()).length, { timeout: 20_000 }).toBe(2);
  expect(new Set((await pairs()).map(({ one, other }) => `${one} ${other}`))).toEqual(
    new Set([`${first} ${second}`, `${second} ${first}`]),
  );
  expect(await files(young)).toHaveLength(3);
  // Every kind has run, none failed, and each waits for its next time.
  const kinds = ['erase_frames', 'erase_references', 'erase_snapshots', 'sweep_pictures', 'watch_stock'];
  const readJobs = async () => [
    ...(await place.sql<{ kind: string; waits: boolean; failure: string | null }[]>`
      select kind, run_after > now() + interval '30 min' as waits, failure from job
      where kind = any(${kinds}::text[]) order by kind`),
  ];
  await expect
    .poll(readJobs, { timeout: 20_000 })
    .toEqual(kinds.map((kind) => ({ kind, waits: true, failure: null })));
  await verifyLog(place.sql, old);
}, 120_000);
