import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { contestPicture } from '../../app/presence/review/contest-picture.server.ts';
import { decideCase } from '../../app/presence/review/decide-case.server.ts';
import { readCase } from '../../app/presence/review/read-case.server.ts';
import { readCases } from '../../app/presence/review/read-cases.server.ts';
import { chinaDay, endOfChinaDay } from '../../app/training/class-day.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { caseOfPhotograph, clerk, decideAs, lastEvents, readHour, reason, reviewer } from './case-desk.ts';
import { houseOf, putCase, storeChallenge, storePhotograph, storeReference, storeYes } from './store-face.ts';

// D08, P007, P009: what follows from a decision is stored with its evidence.

let database: TestDatabase;
let house: House;

beforeAll(async () => {
  database = await openTestDatabase();
  house = houseOf(database);
});
afterAll(() => database?.close());

describe('what follows for a photograph (P009)', () => {
  it('hers after all: it fills its class hour again', async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(house, 6, 'other', false);
    await decideAs(house, clerk, caseId, 'same_person');
    expect(await readHour(house, learner.id, snapshotId)).toMatchObject({
      counts: true,
      hours: [0],
      verdict: 'other',
    });
  });

  it('hers, and it counted: nothing is counted twice', async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(house, 6, 'doubt', true);
    await decideAs(house, clerk, caseId, 'same_person');
    expect(await readHour(house, learner.id, snapshotId)).toMatchObject({ counts: true, hours: [0] });
  });

  it("somebody else's: the hour needs another one, other hours stay", async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(house, 6, 'doubt', true);
    await house.sql`update enrolment_study set photographed_hours = '{1,0,0,2}' where learner_id = ${learner.id}`;
    await decideAs(house, reviewer, caseId, 'other_person');
    const hour = await readHour(house, learner.id, snapshotId);
    expect(hour).toMatchObject({ counts: false, hours: [1, 0, 2], doubt: true });
  });

  it('nobody can tell: nothing changes', async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(house, 6, 'doubt', true);
    await decideAs(house, reviewer, caseId, 'cannot_tell');
    expect(await readHour(house, learner.id, snapshotId)).toMatchObject({ counts: true, hours: [0] });
  });
});

describe('an enrolled face (D08)', () => {
  const stateOf = async (learnerId: string, id: string) =>
    (await house.sql`select state from face_reference where learner_id = ${learnerId} and id = ${id}`)[0]?.[
      'state'
    ];

  it('is active once a clerk has seen the person', async () => {
    const learner = fixtureLearner(7);
    await storeYes(house, learner.id);
    const { id } = await storeReference(house, learner.id, 'waiting_witness');
    const caseId = await putCase(house, learner.id, 'enrolment', { subjectKind: 'reference', subjectId: id });
    await decideAs(house, clerk, caseId, 'approved');
    expect(await stateOf(learner.id, id)).toBe('active');
    expect((await lastEvents(house, learner.id, 2)).map(({ kind }) => kind)).toEqual([
      'case_decided',
      'face_enrolled',
    ]);
    await verifyLog(house.sql, learner.id);
  });

  it('is changed by two persons: never by the clerk who allowed it', async () => {
    const learner = fixtureLearner(8);
    await storeYes(house, learner.id);
    const old = await storeReference(house, learner.id, 'active');
    const more = { clerkId: fixtures.clerk.id, changeReason: '眼睛做了手术' };
    const next = await storeReference(house, learner.id, 'waiting_second', more);
    const subject = { subjectKind: 'reference', subjectId: next.id } as const;
    const caseId = await putCase(house, learner.id, 'change', subject);
    const seen = await readCase(house.sql, clerk, caseId);
    expect(seen).toMatchObject({ refused: 'case_own', changeReason: more.changeReason });
    expect(seen.under?.id).toBe(next.id);
    expect(seen.beside?.id).toBe(old.id);
    await expect(decideAs(house, clerk, caseId, 'approved')).rejects.toMatchObject({ code: 'case_own' });
    expect(await stateOf(learner.id, next.id)).toBe('waiting_second');
    await decideAs(house, reviewer, caseId, 'approved');
    expect(await stateOf(learner.id, next.id)).toBe('active');
    expect(await stateOf(learner.id, old.id)).toBe('replaced');
  });

  it('refused: it never becomes active', async () => {
    const learner = fixtureLearner(9);
    await storeYes(house, learner.id);
    const { id } = await storeReference(house, learner.id, 'waiting_witness');
    const caseId = await putCase(house, learner.id, 'enrolment', { subjectKind: 'reference', subjectId: id });
    await decideAs(house, clerk, caseId, 'refused');
    expect(await stateOf(learner.id, id)).toBe('refused');
  });
});

describe('three tries (P007)', () => {
  it('witnessed: she may study until the day ends in China, by the word of this clerk', async () => {
    const learner = fixtureLearner(10);
    const { id } = await storeChallenge(house, learner.id, 2);
    const caseId = await putCase(house, learner.id, 'three_tries', {
      subjectKind: 'challenge',
      subjectId: id,
    });
    const now = readClock();
    await decideCase(house, clerk, caseId, { decision: 'witnessed', reason }, now);
    const [row] = await house.sql<{ until: Date; clerkId: string; caseId: string }[]>`
      select until, clerk_id as "clerkId", case_id as "caseId" from face_witness where learner_id = ${learner.id}`;
    const untilWallMs = endOfChinaDay(chinaDay(now.wallMs));
    expect(row).toMatchObject({ clerkId: fixtures.clerk.id, caseId });
    expect(row?.until.getTime()).toBe(untilWallMs);
    const events = await lastEvents(house, learner.id, 2);
    expect(events[1]).toMatchObject({ kind: 'face_witnessed', clerkId: fixtures.clerk.id, untilWallMs });
    await verifyLog(house.sql, learner.id);
  });

  it('another try: nobody is a witness', async () => {
    const learner = fixtureLearner(11);
    const { id } = await storeChallenge(house, learner.id, 2);
    const caseId = await putCase(house, learner.id, 'three_tries', {
      subjectKind: 'challenge',
      subjectId: id,
    });
    await decideAs(house, clerk, caseId, 'try_again');
    expect(await house.sql`select 1 from face_witness where learner_id = ${learner.id}`).toHaveLength(0);
  });
});

describe('one face on two accounts', () => {
  it('is shown to the bureau only, and decided for both at once', async () => {
    const [one, two] = [fixtureLearner(11), fixtureLearner(12)];
    const mine = await storeReference(house, one.id, 'active');
    const hers = await storeReference(house, two.id, 'active');
    const first = await putCase(
      house,
      one.id,
      'duplicate',
      { subjectKind: 'reference', subjectId: mine.id },
      { otherLearnerId: two.id },
    );
    const second = await putCase(
      house,
      two.id,
      'duplicate',
      { subjectKind: 'reference', subjectId: hers.id },
      { otherLearnerId: one.id },
    );
    expect(await readCases(house.sql, clerk, 'duplicate')).toEqual([]);
    await expect(readCase(house.sql, clerk, first)).rejects.toMatchObject({ code: 'not_found' });
    await expect(decideAs(house, clerk, first, 'other_person')).rejects.toMatchObject({ code: 'not_found' });
    const seen = await readCase(house.sql, reviewer, first);
    expect([seen.under?.id, seen.beside?.id]).toEqual([mine.id, hers.id]);
    expect(seen.other?.name).toBe(two.name);
    await decideAs(house, reviewer, first, 'other_person');
    expect((await readCase(house.sql, reviewer, second)).decided).toMatchObject({
      decision: 'other_person',
      reason,
    });
    for (const learner of [one, two]) {
      expect(await lastEvents(house, learner.id, 1)).toMatchObject([
        { kind: 'case_decided', caseKind: 'duplicate' },
      ]);
      await verifyLog(house.sql, learner.id);
    }
  });
});

describe('contesting', () => {
  const contest = (learnerId: string, subjectId: string, words = '这就是我,刚剪了头发') =>
    contestPicture(house, learnerId, { subjectKind: 'snapshot', subjectId, words }, readClock());

  it('opens one case with her words; asking again changes nothing; the answer reaches her case', async () => {
    const learner = fixtureLearner(12);
    const { id } = await storePhotograph(house, learner, 'other', false);
    expect(await contest(learner.id, id)).toEqual({ opened: true });
    expect(await contest(learner.id, id)).toEqual({ opened: false });
    const [row] = await readCases(house.sql, clerk, 'contested');
    const seen = await readCase(house.sql, clerk, row?.id ?? '');
    expect(seen).toMatchObject({ kind: 'contested', words: '这就是我,刚剪了头发' });
    expect(await readCases(house.sql, clerk, 'contested')).toHaveLength(1);
  });

  it("another's photograph, one without a verdict, and too many words are refused", async () => {
    const [mine, hers] = [fixtureLearner(1), fixtureLearner(2)];
    const { id } = await storePhotograph(house, hers, 'other', false);
    await expect(contest(mine.id, id)).rejects.toMatchObject({ code: 'not_found' });
    const unjudged = await storePhotograph(house, mine, null, true);
    await expect(contest(mine.id, unjudged.id)).rejects.toMatchObject({ code: 'not_found' });
    const own = await storePhotograph(house, mine, 'other', false);
    await expect(contest(mine.id, own.id, '字'.repeat(501))).rejects.toMatchObject({ code: 'bad_shape' });
    expect(await contest(mine.id, own.id, '')).toEqual({ opened: true });
  });
});
