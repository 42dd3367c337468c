import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isFixed,
  isOwn,
  refuseStep,
  versionSteps,
  videoStates,
  type StepActor,
  type VersionStep,
  type VideoState,
} from '../../app/approval/version-life.ts';
import { contentSteps } from '../../app/evidence/content-life.ts';
import { roles } from '../../db/schema/identity.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';

// P011: the rule, the database's own trigger and the verifier hold the same life of a version.

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

const steps = Object.entries(versionSteps);
const ruled = steps.flatMap(([, { from, to }]) => from.map((one) => `${one} → ${to}`));

/** Whether the database lets a version go from one state to another; nothing stays of the try. */
async function isTaken(from: VideoState, to: VideoState): Promise<boolean> {
  const undo = new Error('undo');
  let taken = false;
  await database.sql
    .begin(async (tx) => {
      const id = randomUUID();
      await tx`set local session_replication_role = replica`;
      await tx`insert into video_version (id, lesson_id, number, state)
        values (${id}, ${fixtureLesson(1).lessonId}, 1000, ${from})`;
      await tx`set local session_replication_role = origin`;
      const tried = await tx
        .savepoint((inner) => inner`update video_version set state = ${to} where id = ${id}`)
        .then(
          () => 'taken',
          (error: { code?: string }) => error.code,
        );
      expect(['taken', '23001']).toContain(tried);
      taken = tried === 'taken';
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return taken;
}

describe('the table of steps', () => {
  it('is what the trigger allows, for every pair of states', async () => {
    const allowed: string[] = [];
    for (const from of videoStates)
      for (const to of videoStates)
        if (from !== to && (await isTaken(from, to))) allowed.push(`${from} → ${to}`);
    expect(allowed.sort()).toEqual([...new Set(ruled)].sort());
  });

  it('is what the verifier knows', () => {
    expect(contentSteps).toEqual(versionSteps);
  });

  it('begins at uploaded and nowhere else', async () => {
    for (const state of videoStates) {
      const insert = database.sql`insert into video_version (lesson_id, number, state)
        values (${fixtureLesson(1).lessonId}, ${2000 + videoStates.indexOf(state)}, ${state})`;
      if (state === 'uploaded') await insert;
      else await expect(insert, state).rejects.toMatchObject({ code: '23001' });
    }
  });

  it('never leaves what ended, and nothing that is fixed becomes open again', () => {
    for (const ended of ['returned', 'rejected', 'withdrawn'] as const)
      expect(steps.filter(([, { from }]) => (from as readonly string[]).includes(ended))).toEqual([]);
    for (const [, { from, to }] of steps)
      for (const one of from) if (isFixed(one)) expect(isFixed(to)).toBe(true);
  });
});

const someone = fc.constantFrom('a', 'b', 'c', null);
const anyActor: fc.Arbitrary<StepActor> = fc.record({
  role: fc.constantFrom(...roles, 'worker' as const, 'platform' as const),
  personId: someone,
  institutionId: someone,
});
const anyStep = fc.constantFrom(...(Object.keys(versionSteps) as VersionStep[]));

it('random steps by random actors: one state at a time, no decision on one’s own, only along the table', () => {
  let taken = 0;
  let published = 0;
  const walk = fc.property(
    fc.record({ institutionId: someone, uploadedBy: someone }),
    fc.array(fc.record({ step: anyStep, actor: anyActor }), { minLength: 200, maxLength: 300 }),
    fc.constantFrom(...videoStates.filter((one) => one !== 'approved')),
    (brought, tries, begun) => {
      let state: VideoState = begun;
      const approvers: StepActor[] = [];
      for (const { step, actor } of tries) {
        const refused = refuseStep({ ...brought, state }, step, actor);
        const { from, to, by } = versionSteps[step];
        const isAllowed =
          (from as readonly string[]).includes(state) && (by as readonly string[]).includes(actor.role);
        if (refused !== null) continue;
        expect(isAllowed).toBe(true);
        if (actor.role === 'reviewer') expect(isOwn(brought, actor)).toBe(false);
        if (actor.role === 'author') expect(actor.institutionId).toBe(brought.institutionId);
        if (step === 'approve') approvers.push(actor);
        if (to === 'published') {
          published++;
          expect(approvers).toHaveLength(1);
        }
        state = to;
        taken++;
      }
    },
  );
  fc.assert(walk, { numRuns: 2_000 });
  // Positive control: the walks get somewhere.
  expect(taken).toBeGreaterThan(3_000);
  expect(published).toBeGreaterThan(0);
});
