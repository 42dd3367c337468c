import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnapshotVerdict } from '../../app/presence/face-state.ts';
import type { Attacker, RefusedBody } from '../cheats/attacker.ts';
import { readRightAnswer } from '../cheats/open-school.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { upload } from '../cheats/upload-photograph.ts';
import { shakePicture } from './clips/camera-noise.ts';
import { toJpeg } from './clips/clips.ts';
import { renderPose } from './clips/render-pose.ts';
import { black, nobody, two } from './clips/scenes.ts';
import { enrolPerson, readPerson } from './enrol-person.ts';
import { openFaceSchool, type FaceSchool } from './open-face-school.ts';

// P009: photographs of a lesson, judged by the real worker after they were stored.

let school: FaceSchool;
beforeAll(async () => {
  // Class hours of 30 s of which the lesson has two; a control every ten seconds or so.
  school = await openFaceSchool({
    ...{ popup_min_gap_s: 8, popup_max_gap_s: 20, class_hour_min_s: 30 },
    ...{ snapshot_answer_s: 120, control_answer_s: 120 },
  });
  // Everything that holds this thread is done before somebody studies.
  await readPerson('A1');
  for (const scene of Object.keys(scenes) as (keyof typeof scenes)[])
    taken[scene] = await Promise.all(Array.from({ length: 5 }, () => photograph(scene)));
});
afterAll(() => school?.close());

type Judged = { verdict: SnapshotVerdict | null; counts: boolean; numbers: Record<string, unknown> | null };

let shots = 0;
const scenes = {
  her: () => renderPose('A1'),
  other: () => renderPose('B'),
  nobody: async () => nobody(),
  covered: async () => black(),
  two: () => two('A1', 'C'),
};
const photograph = async (scene: keyof typeof scenes) =>
  toJpeg(shakePicture(await scenes[scene](), (shots += 1), shots));

const taken: Partial<Record<keyof typeof scenes, Buffer[]>> = {};
const takeNext = (scene: keyof typeof scenes): Buffer => {
  const jpeg = taken[scene]?.pop();
  if (!jpeg) throw new Error(`there is no photograph of ${scene} left`);
  return jpeg;
};

/** Studies until the server asks for the photograph of a class hour; answers the demand. */
async function reachDemand(window: Attacker): Promise<string> {
  const solve = (controlId: string) => readRightAnswer(school.sql, controlId);
  for (let second = 0; second < 45; second++) {
    const { snapshot } = await window.studyHonestly(1_000, solve, 500);
    if (snapshot) return snapshot.id;
  }
  throw new Error('no photograph was asked for');
}

/** Uploads and waits until the worker has seen it. */
async function judge(window: Attacker, id: string, scene: keyof typeof scenes): Promise<Judged> {
  const reply = await upload(window, id, takeNext(scene));
  if (reply.status !== 201) throw new Error(`the photograph was answered ${reply.text}`);
  for (const endMs = performance.now() + 40_000; performance.now() < endMs; await sleep(100)) {
    const [row] = await school.sql<(Judged & { done: boolean })[]>`
      select verdict, counts, verdict_numbers as numbers,
        (select done_at is not null from job where kind = 'judge_snapshot' and subject = ${id}) as done
      from snapshot where id = ${id}`;
    if (row?.done) return row;
  }
  throw new Error('nobody judged the photograph');
}

/** The photographs that people were asked about. */
const readSustained = async (window: Attacker) =>
  (await readEvents(school.sql, window.learner.id, 'case_opened'))
    .filter(({ caseKind }) => caseKind === 'sustained')
    .map(({ subjectId }) => subjectId);

const standing = async (window: Attacker) => {
  const [row] = await school.sql<{ hours: number[]; doubt: boolean }[]>`
    select photographed_hours as hours, face_doubt as doubt from enrolment_study
    where learner_id = ${window.learner.id}`;
  return row;
};

/** A learner who is enrolled, studies, and is asked for a photograph. */
async function enter(place: number): Promise<{ window: Attacker; demandId: string }> {
  const window = await school.enter(place);
  await enrolPerson(school, window.learner.id, 'A1');
  await window.openLease();
  return { window, demandId: await reachDemand(window) };
}

describe.concurrent('the photograph of a class hour', () => {
  it('of herself fills it', async () => {
    const { window, demandId } = await enter(1);
    const judged = await judge(window, demandId, 'her');
    expect(judged).toMatchObject({ verdict: 'match', counts: true, numbers: { faces: 1 } });
    expect(JSON.stringify(judged.numbers)).not.toContain('embedding');
    expect(await standing(window)).toEqual({ hours: [0], doubt: false });
    const [event] = await readEvents(school.sql, window.learner.id, 'snapshot_judged');
    expect(event).toMatchObject({ demandId, verdict: 'match', counts: true, classHour: 0, faces: 1 });
    await verifyLog(school.sql, window.learner.id);
  }, 120_000);

  it('of somebody else does not: another is drawn, and the next control is a live check', async () => {
    const { window, demandId } = await enter(2);
    expect(await judge(window, demandId, 'other')).toMatchObject({ verdict: 'other', counts: false });
    expect(await standing(window)).toEqual({ hours: [], doubt: true });
    const graded = await readEvents(school.sql, window.learner.id, 'presence_graded');
    expect(graded).toMatchObject([{ grade: 'notice', verdict: 'other', demandIds: [demandId] }]);
    // One photograph opens no case: a person is asked about several.
    expect(await readSustained(window)).toEqual([]);
    const second = await reachDemand(window);
    expect(second).not.toBe(demandId);
    expect(await judge(window, second, 'her')).toMatchObject({ verdict: 'match', counts: true });
    expect((await standing(window))?.hours).toHaveLength(1);
    await verifyLog(school.sql, window.learner.id);
  }, 120_000);

  it('with nobody twice is a warning and one case, with a covered lens too', async () => {
    const { window, demandId } = await enter(3);
    expect(await judge(window, demandId, 'nobody')).toMatchObject({ verdict: 'nobody', counts: false });
    const second = await reachDemand(window);
    expect(await judge(window, second, 'covered')).toMatchObject({ verdict: 'covered', counts: false });
    const graded = await readEvents(school.sql, window.learner.id, 'presence_graded');
    expect(graded.map(({ grade }) => grade)).toEqual(['notice', 'warning']);
    expect(graded[1]?.demandIds).toEqual([demandId, second]);
    expect(await readSustained(window)).toEqual([second]);
    await verifyLog(school.sql, window.learner.id);
  }, 120_000);

  it('with a second face counts when she has said that somebody helps her, and not otherwise', async () => {
    const [alone, helped] = await Promise.all([enter(4), enter(5)]);
    expect(await judge(alone.window, alone.demandId, 'two')).toMatchObject({
      ...{ verdict: 'two_people', counts: false, numbers: { faces: 2 } },
    });
    const { fence } = helped.window;
    const say = () =>
      helped.window.post<{ remainingMs: number } & RefusedBody>('/presence/helper', { fence });
    const [first, again] = [await say(), await say()];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.remainingMs).toBeLessThanOrEqual(first.body.remainingMs);
    expect(await judge(helped.window, helped.demandId, 'two')).toMatchObject({
      ...{ verdict: 'two_people', counts: true },
    });
    expect((await standing(helped.window))?.hours).toEqual([0]);
    const { id } = helped.window.learner;
    expect(await readEvents(school.sql, id, 'helper_said')).toHaveLength(1);
    expect(await readEvents(school.sql, id, 'presence_graded')).toEqual([]);
    await verifyLog(school.sql, id);
  }, 120_000);

  it('of who has no enrolled face is looked at by no machine', async () => {
    const window = await school.enter(6);
    await window.openLease();
    const demandId = await reachDemand(window);
    expect(await judge(window, demandId, 'other')).toMatchObject({
      verdict: null,
      counts: true,
      numbers: null,
    });
    expect(await readEvents(school.sql, window.learner.id, 'snapshot_judged')).toEqual([]);
  }, 120_000);
});
