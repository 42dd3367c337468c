import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { prepareVersion } from '../../media-pipeline/prepare-version.server.ts';
import { platform, publishByFixtures } from '../harness/enter-script.ts';
import { fixtureLearner, fixtureLesson } from '../harness/fixtures.ts';
import { testDataDir, testMasterKey } from '../harness/test-house.ts';
import { enterVideo, makeClip } from '../media/make-clip.ts';
import { openFolder } from '../media/tiny-lesson.ts';
import { openClassroom, readVideo, type Classroom } from './open-classroom.ts';

// An upload on its whole way: made by the worker's code, approved by another institution, published, and played by a
// learner of a class on her phone, with credit for what was played.

let classroom: Classroom;
let folder: Awaited<ReturnType<typeof openFolder>>;
beforeAll(async () => {
  classroom = await openClassroom({ popup_min_gap_s: 12, popup_max_gap_s: 16, class_hour_min_s: 30 });
  folder = await openFolder();
});
afterAll(async () => {
  await classroom?.close();
  await folder?.remove();
});

it('an uploaded video that was approved and published is what a learner plays and earns', async () => {
  const { sql, db } = classroom;
  const blobs = openBlobStore(testDataDir);
  const house = { sql, db, blobs, masterKey: testMasterKey, scratchDir: join(folder.path, 'scratch') };
  const id = await enterVideo(house, await makeClip(folder.path, { seconds: 24, size: '640x360' }));
  await prepareVersion(house, id);
  await sql`update video_version set licence = '自制', portrait_rights = '没有真人' where id = ${id}`;
  await publishByFixtures(house, id);
  // The class was given nothing yet; the older version is taken back, so that this one is the lesson.
  await withdrawVersion(house, fixtureLesson(1).videoVersionId, '换成新的', platform, readClock());

  const page = await classroom.enter(1);
  await classroom.begin(page);
  await sleep(6_000);
  const video = await readVideo(page);
  expect(video.paused).toBe(false);
  expect(video.atMs).toBeGreaterThan(2_000);
  const { id: learnerId } = fixtureLearner(1);
  const [progress] = await sql<{ id: string; durationMs: number; frontierMs: number }[]>`
    select video_version_id as id, duration_ms::int as "durationMs", coalesce(h.span_to_ms, frontier_ms)::int as "frontierMs"
    from lesson_progress p
    left join chain_head h on h.learner_id = p.learner_id and h.span_video_id = p.video_version_id
    where p.learner_id = ${learnerId}`;
  expect(progress?.id).toBe(id);
  expect(progress?.durationMs).toBeGreaterThan(23_000);
  expect(progress?.frontierMs).toBeGreaterThan(2_000);
  await page.close();
}, 90_000);
