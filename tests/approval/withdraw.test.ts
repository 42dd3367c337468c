import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishVersion } from '../../app/approval/publish-version.server.ts';
import { readHitClasses, withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { endWithdrawnLeases } from '../../app/study/end-withdrawn-leases.server.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { houseOf } from '../face/store-face.ts';
import { copyVersion, dropCopies, leadVersion, openOffice, reviewerActor } from '../harness/copy-version.ts';
import { platform } from '../harness/enter-script.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';

// P011, A14: what is withdrawn stops within one key group, everywhere and for everybody; what was earned stays.

let school: School;
let house: House;
const { videoVersionId: old, lessonId } = fixtureLesson(1);
/** Less than one key group of 30 s. */
const freshMs = 10_500;

beforeAll(async () => {
  school = await openSchool();
  house = houseOf(school.database);
  await openOffice(house);
});
afterAll(async () => {
  await dropCopies();
  await school?.close();
});

const given = async () =>
  (
    await school.sql<{ id: string }[]>`select video_version_id as id from class_video
      where class_id = ${fixtures.classId} and lesson_id = ${lessonId}`
  )[0]?.id;
const withdraw = (id: string) => withdrawVersion(house, id, '画面有错', reviewerActor('first'), readClock());

it('keys, playlists and segments stop; leases end; classes are named and given the replacement; credit stays', async () => {
  const window = await school.enter(1);
  await window.openLease();
  await window.studyHonestly(12_000, school.solve);
  const earned = await readLedger(school.sql, window.learner.id);
  expect(earned.provenMs + earned.frontierMs).toBeGreaterThan(0);
  expect(await given()).toBe(old);
  const lease = `/study/leases/${window.fence}`;
  const places = [`${lease}/master.m3u8`, `${lease}/240p.m3u8`, `${lease}/keys/0`, `/media/${old}/240p/0.ts`];
  // Positive control: all of it is given while it is published.
  for (const path of places) expect((await window.get(path)).status, path).toBe(200);

  // A replacement that is published changes nothing for a class that studies the old one, nor shortens what is under way.
  const next = await copyVersion(house);
  await leadVersion(house, next, 'published');
  expect(await given()).toBe(old);
  await window.openLease({ takeOver: true });
  expect((await window.get(`/study/leases/${window.fence}/240p.m3u8`)).text).toContain(old);

  const expected = {
    ...{ classId: fixtures.classId, title: '测试班', institution: '测试机构' },
    ...{ learners: fixtures.learners.length, studying: 1 },
  };
  expect(await readHitClasses(school.sql, old)).toEqual([expected]);
  const withdrawnMs = performance.now();
  expect(await withdraw(old)).toEqual([expected]);
  expect(await given()).toBe(next);

  // The worker's job, and what it does.
  const [job] = await school.sql`select 1 from job where kind = 'end_withdrawn_leases' and subject = ${old}`;
  expect(job).toBeDefined();
  expect(await endWithdrawnLeases(school.sql, old)).toBe(1);
  expect(await endWithdrawnLeases(school.sql, old)).toBe(0);
  const [ended] = await school.sql<{ reason: string }[]>`
    select end_reason as reason from lease where learner_id = ${window.learner.id} order by fence desc limit 1`;
  expect(ended?.reason).toBe('version_withdrawn');
  const current = `/study/leases/${window.fence}`;
  for (const path of ['master.m3u8', '240p.m3u8', 'keys/0'])
    expect((await window.get<{ refused: string }>(`${current}/${path}`)).status, path).toBe(409);
  await sleep(Math.max(0, freshMs - (performance.now() - withdrawnMs)));
  expect((await window.get(`/media/${old}/240p/0.ts`)).status).toBe(404);

  // What she earned stays; she goes on with the replacement, and so does who begins now.
  expect(await readLedger(school.sql, window.learner.id)).toEqual(earned);
  for (const place of [1, 2]) {
    const again = await school.enter(place);
    expect((await again.openLease({ takeOver: true })).status).toBe(201);
    expect((await again.get(`/study/leases/${again.fence}/240p.m3u8`)).text).toContain(next);
  }
  await verifyLog(school.sql, window.learner.id);

  // Without another one the class keeps its place and gets the next that is published.
  await withdraw(next);
  expect(await given()).toBe(next);
  expect((await (await school.enter(3)).openLease()).body.refused).toBe('lesson_not_ready');
  const third = await copyVersion(house);
  await leadVersion(house, third, 'approved');
  expect(await given()).toBe(next);
  await publishVersion(house, third, platform, readClock());
  expect(await given()).toBe(third);
}, 90_000);

it('withdrawn twice at once: one withdrawal, one job', async () => {
  const id = await copyVersion(house);
  await leadVersion(house, id, 'published');
  const both = await Promise.allSettled([withdraw(id), withdraw(id)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const jobs = await school.sql`select 1 from job where kind = 'end_withdrawn_leases' and subject = ${id}`;
  expect(jobs.count).toBe(1);
});
