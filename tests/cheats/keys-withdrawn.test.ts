import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLesson } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { openSchool, type School } from './open-school.ts';
import { readLedger, verifyLog } from './read-ledger.ts';

// P011, H10: what is not published is not served, and what was withdrawn ends within seconds.

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

/** Longer than the server remembers that a version is published. */
const forgottenMs = 10_500;
const { videoVersionId } = fixtureLesson(1);
const segment = `/media/${videoVersionId}/240p/0.ts`;

async function setState(state: string): Promise<void> {
  await pastGuards(
    school.sql,
    (tx) => tx`update video_version set state = ${state} where id = ${videoVersionId}`,
  );
}

it('a version that was withdrawn gives no segment, no playlist, no key and no new lease; earned credit stays', async () => {
  const window = await school.enter(1);
  const late = await school.enter(2);
  await window.openLease();
  await window.studyHonestly(12_000, school.solve);
  const earned = await readLedger(school.sql, window.learner.id);
  const places = ['master.m3u8', '240p.m3u8', 'keys/0'].map(
    (name) => `/study/leases/${window.fence}/${name}`,
  );
  // Positive control: while it is published, all of it is given.
  for (const path of [...places, segment]) expect((await window.get(path)).status, path).toBe(200);

  for (const state of ['withdrawn', 'approved']) {
    await setState(state);
    await sleep(forgottenMs);
    for (const path of places) {
      const reply = await window.get<{ refused: string }>(path);
      expect([reply.status, reply.body.refused], `${path} ${state}`).toEqual([403, 'key_refused']);
    }
    expect((await window.get(segment)).status, state).toBe(404);
    const opened = await late.openLease();
    expect([opened.status, opened.body.refused], state).toEqual([409, 'lesson_not_ready']);
  }
  expect(await readLedger(school.sql, window.learner.id)).toEqual(earned);
  expect(earned.provenMs + earned.frontierMs).toBeGreaterThan(0);

  await setState('published');
  await sleep(forgottenMs);
  expect((await window.get(places[2] ?? '')).status).toBe(200);
  await verifyLog(school.sql, window.learner.id);
}, 90_000);
