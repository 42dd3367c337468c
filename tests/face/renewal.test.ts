import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { enrolFace } from '../../app/identity/enrol-face.server.ts';
import { isRenewing } from '../../app/identity/is-renewing.server.ts';
import { readActiveTemplate } from '../../app/identity/read-reference.server.ts';
import { renewReferences } from '../../app/identity/renew-references.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { faceDistance } from '../../app/presence/engine/compare-faces.ts';
import { FrameLost, createFacePool } from '../../app/presence/engine/face-pool.server.ts';
import { modelId } from '../../app/presence/engine/models.ts';
import { judgeTaken } from '../../app/presence/snapshot/judge-snapshot.server.ts';
import type { Attacker } from '../cheats/attacker.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { startWorker, type TestWorker } from '../harness/start-worker.ts';
import { clerk, decideAs } from './case-desk.ts';
import { readPerson } from './enrol-person.ts';
import { sayConsent } from './known-face.ts';
import { makeFaceTemplate } from './make-template.ts';
import { openFaceSchool, type FaceSchool } from './open-face-school.ts';
import { storePhotograph } from './store-face.ts';
import { ask, personAt, takeCheck } from './take-challenge.ts';

// P007: a release with other nets locks nobody out. Faces are read anew from their own pictures, or a person looks.

const before = { ...makeFaceTemplate(1), modelId: 'nets of the release before;v1' };

let school: FaceSchool;
let worker: TestWorker | undefined;
let her: { confirmed: Attacker; waiting: Attacker; faceless: Attacker; refusing: Attacker; lost: Attacker };

/** A face as the release before has enrolled it; without `known` it waits for a witness. */
async function enrolBefore(window: Attacker, frontJpeg: Buffer, known: boolean): Promise<string> {
  const { id: learnerId } = window.learner;
  const [now, idPhotoTemplate] = [readClock(), known ? before : null];
  const face = {
    learnerId,
    challengeId: crypto.randomUUID(),
    template: before,
    frontJpeg,
    idPhotoTemplate,
    now,
  };
  await appendDecisions(school.sql, learnerId, now, (tx) => enrolFace(school.house, tx, face));
  return (await rowOf(window)).id;
}

async function rowOf({ learner }: Attacker) {
  const [row] = await school.sql<{ id: string; state: string; modelId: string; blob: string }[]>`
    select id, state, model_id as "modelId", blob from face_reference where learner_id = ${learner.id}`;
  if (!row) throw new Error('no face');
  return row;
}

/** The job's next run, once it is over. */
async function runAgain(): Promise<void> {
  await school.sql`update job set run_after = now() where kind = 'renew_references'`;
  await expect.poll(() => isRenewing(school.sql), { timeout: 60_000 }).toBe(false);
}

beforeAll(async () => {
  school = await openFaceSchool({}, { withWorker: false });
  const { frontJpeg } = await readPerson('A1');
  her = {
    ...{ confirmed: await school.enter(1), waiting: await school.enter(2), faceless: await school.enter(3) },
    ...{ refusing: await school.enter(4), lost: await school.enter(5) },
  };
  await enrolBefore(her.confirmed, frontJpeg, true);
  await enrolBefore(her.waiting, frontJpeg, false);
  await enrolBefore(her.faceless, await makePhotograph(5), true);
  await enrolBefore(her.refusing, frontJpeg, true);
  await enrolBefore(her.lost, frontJpeg, true);
  await sayConsent(school.sql, her.refusing.learner.id, 'declined');
  await school.house.blobs.remove((await rowOf(her.lost)).blob);
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await school?.close();
});

describe('before the worker has read them anew', () => {
  it('a check is answered busy: no try is spent and none ends', async () => {
    const reply = await ask(her.confirmed);
    expect([reply.status, reply.body.refused]).toEqual([503, 'busy']);
    expect(await school.sql`select id from face_challenge`).toHaveLength(0);
  });

  it('a photograph of a lesson waits for it, unjudged', async () => {
    const { learner } = her.confirmed;
    const { id } = await storePhotograph(school.house, learner, null, true);
    const pool = createFacePool({ size: 1 });
    expect(await judgeTaken(school.house, pool, learner.id, id)).toEqual({ againMs: 60_000 });
    expect(await school.sql`select verdict from snapshot where id = ${id}`).toEqual([{ verdict: null }]);
    await pool.close();
  });

  it('nets that do not run are no fault of the pictures', async () => {
    let looks = 0;
    const pool = createFacePool({ size: 1 });
    const broken = { ...pool, observe: () => (looks++, Promise.reject(new FrameLost('no thread'))) };
    expect(await renewReferences(school.house, broken)).toEqual({ renewed: 0, left: 5 });
    expect(looks).toBe(3);
    expect((await rowOf(her.faceless)).state).toBe('active');
  });
});

describe('the real worker', () => {
  it('comes to the end of them', async () => {
    worker = startWorker(school);
    const isHanded = async () => (await rowOf(her.faceless)).state === 'waiting_witness';
    await expect.poll(isHanded, { timeout: 60_000 }).toBe(true);
    await expect.poll(() => isRenewing(school.sql), { timeout: 60_000 }).toBe(false);
  }, 130_000);

  it('reads a confirmed face anew, with its evidence, and a check knows her by it', async () => {
    const { learner } = her.confirmed;
    const row = await rowOf(her.confirmed);
    expect(row).toMatchObject({ state: 'active', modelId });
    const opened = await readActiveTemplate(school.sql, school.house, learner.id);
    expect(opened?.template.modelId).toBe(modelId);
    const { template } = await readPerson('A1');
    expect(opened && faceDistance(opened.template, template)).toBeLessThan(1e-3);
    expect(await readEvents(school.sql, learner.id, 'face_renewed')).toMatchObject([
      { referenceId: row.id, fromModelId: before.modelId, modelId, fence: 0 },
    ]);
    const { standing } = await takeCheck(her.confirmed, personAt('A1', 3));
    expect(standing).toMatchObject({ state: 'passed', fault: null });
    await verifyLog(school.sql, learner.id);
  }, 90_000);

  it('reads a waiting face anew, and it goes on waiting', async () => {
    expect(await rowOf(her.waiting)).toMatchObject({ state: 'waiting_witness', modelId });
    await verifyLog(school.sql, her.waiting.learner.id);
  });

  it('looks at no picture of who said no, and blames nobody for a file that is away', async () => {
    for (const window of [her.refusing, her.lost])
      expect(await rowOf(window)).toMatchObject({ state: 'active', modelId: before.modelId });
    expect(
      await school.sql`select id from face_case
      where learner_id = ${her.lost.learner.id} and kind = 'enrolment'`,
    ).toHaveLength(0);
    const [job] =
      await school.sql`select done_at is null as open, failure from job where kind = 'renew_references'`;
    expect(job).toEqual({ open: true, failure: null });
  });

  it('hands a picture without a face to a clerk, whose yes lets her take another one', async () => {
    const { learner } = her.faceless;
    const { id: referenceId } = await rowOf(her.faceless);
    const cases = await school.sql<{ id: string; kind: string; subject: string }[]>`
      select id, kind, subject_id as subject from face_case where learner_id = ${learner.id} and decided_at is null`;
    expect(cases).toMatchObject([{ kind: 'enrolment', subject: referenceId }]);
    expect((await ask(her.faceless)).body.refused).toBe('face_waits');
    await decideAs(school.house, clerk, cases[0]?.id ?? '', 'approved');
    // The next run leaves her alone: somebody has decided.
    await runAgain();
    expect(await rowOf(her.faceless)).toMatchObject({ id: referenceId, state: 'active' });
    expect((await ask(her.faceless)).body.refused).toBe('face_not_enrolled');
    expect((await ask(her.faceless, { purpose: 'enrolment' })).body).toMatchObject({ reason: 'change' });
    await verifyLog(school.sql, learner.id);
  }, 70_000);
});
