import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { House } from '../../app/platform/house.server.ts';
import { decisionsOf } from '../../app/presence/review/case-rules.ts';
import { caseKinds } from '../../app/presence/face-state.ts';
import { readCase } from '../../app/presence/review/read-case.server.ts';
import { countCases, readCases } from '../../app/presence/review/read-cases.server.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import {
  author,
  caseOfPhotograph,
  clerk,
  decideAs,
  inspector,
  lastEvents,
  otherClerk,
  readHour,
  reason,
  reviewer,
} from './case-desk.ts';
import { houseOf, putCase, sessionOf, storeChallenge, storeReference } from './store-face.ts';

// F04: a person decides, with a reason, once; who may see a case sees all of it, everybody else nothing.

let database: TestDatabase;
let house: House;

beforeAll(async () => {
  database = await openTestDatabase();
  house = houseOf(database);
});
afterAll(() => database?.close());

const { other } = fixtures;

describe('the queue', () => {
  test('a clerk sees her own institution, reviewer and inspector all, the oldest first, no pictures in it', async () => {
    const mine = await caseOfPhotograph(house, 1, 'doubt', true);
    const { id } = await storeReference(house, other.learner.id, 'waiting_witness');
    const theirs = await putCase(house, other.learner.id, 'enrolment', {
      subjectKind: 'reference',
      subjectId: id,
    });
    const ids = async (session: typeof clerk) => (await readCases(house.sql, session)).map((one) => one.id);
    expect(await ids(clerk)).toContain(mine.caseId);
    expect(await ids(clerk)).not.toContain(theirs);
    expect(await ids(otherClerk)).toEqual([theirs]);
    expect(await ids(reviewer)).toEqual([mine.caseId, theirs]);
    expect(await ids(inspector)).toEqual([mine.caseId, theirs]);
    expect(await readCases(house.sql, reviewer, 'enrolment')).toHaveLength(1);
    expect(await countCases(house.sql, otherClerk)).toEqual([{ kind: 'enrolment', count: 1 }]);
    expect(Object.keys((await readCases(house.sql, reviewer))[0] ?? {}).sort()).toEqual(
      ['id', 'institution', 'kind', 'learnerName', 'openedMs'].sort(),
    );
    await expect(readCases(house.sql, author)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(readCase(house.sql, otherClerk, mine.caseId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readCase(house.sql, author, mine.caseId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readCase(house.sql, clerk, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a case shows both pictures, the frames with the action that was asked, and what was found', async () => {
    const learner = fixtureLearner(2);
    const active = await storeReference(house, learner.id, 'active');
    const { id } = await storeChallenge(house, learner.id, 12);
    const caseId = await putCase(house, learner.id, 'doubt', { subjectKind: 'challenge', subjectId: id });
    const seen = await readCase(house.sql, clerk, caseId);
    expect(seen.beside).toMatchObject({ kind: 'reference', id: active.id, erased: false });
    expect(seen.frames).toMatchObject({ fault: 'doubt', attempt: 3, erased: false });
    expect(seen.frames?.frames.map(({ asked }) => asked?.action ?? null)).toEqual([
      ...[null, 'turn_left', 'turn_left', 'turn_left', 'turn_left'],
      ...['blink', 'blink', 'blink', 'blink', 'turn_right', 'turn_right', 'turn_right'],
    ]);
    expect(seen.frames?.frames[0]?.id).toBe(`${id}-1`);
    expect(seen.decisions).toEqual(['same_person', 'other_person', 'cannot_tell']);
    expect(seen.refused).toBeNull();
    expect((await readCase(house.sql, inspector, caseId)).refused).toBe('forbidden');
  });
});

describe('a decision', () => {
  it('stands with who, when and why; of the reason only the hash is in the log', async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(house, 3, 'doubt', true);
    await decideAs(house, clerk, caseId, 'same_person', `  ${reason}  `);
    const seen = await readCase(house.sql, inspector, caseId);
    expect(seen.decided).toMatchObject({ decision: 'same_person', reason, by: fixtures.clerk.name });
    const [event] = await lastEvents(house, learner.id, 1);
    expect(event).toMatchObject({
      ...{ kind: 'case_decided', fence: 0, caseId, caseKind: 'doubt', subjectId: snapshotId },
      ...{ decision: 'same_person', decidedBy: fixtures.clerk.id },
      reasonSha256: createHash('sha256').update(reason).digest('hex'),
    });
    expect(JSON.stringify(event)).not.toContain(reason);
    expect(await readCases(house.sql, clerk)).not.toContainEqual(expect.objectContaining({ id: caseId }));
    await verifyLog(house.sql, learner.id);
  });

  it('is made once: of two at one moment one is told that it is gone', async () => {
    const { learner, caseId } = await caseOfPhotograph(house, 3, 'other', false);
    const both = await Promise.allSettled([
      decideAs(house, clerk, caseId, 'same_person'),
      decideAs(house, reviewer, caseId, 'other_person'),
    ]);
    const refused = both.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ reason: { code: 'case_gone' } });
    await expect(decideAs(house, reviewer, caseId, 'cannot_tell')).rejects.toMatchObject({
      code: 'case_gone',
    });
    const rows = await house.sql`select 1 from evidence_event
      where learner_id = ${learner.id} and body like ${`%"case_decided"%`} and body like ${`%${caseId}%`}`;
    expect(rows).toHaveLength(1);
  });

  it.each<[string, typeof clerk, string]>([
    ['the clerk of another institution', otherClerk, 'not_found'],
    ['an inspector', inspector, 'forbidden'],
    ['an author', author, 'not_found'],
    ['the learner herself', sessionOf(fixtureLearner(4).id, 'learner'), 'not_found'],
  ])('is not made by %s', async (_, session, code) => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(house, 4, 'other', false);
    const before = await lastEvents(house, learner.id, 1);
    await expect(decideAs(house, session, caseId, 'same_person')).rejects.toMatchObject({ code });
    expect(await lastEvents(house, learner.id, 1)).toEqual(before);
    expect(await readHour(house, learner.id, snapshotId)).toMatchObject({ counts: false, hours: [] });
    await decideAs(house, reviewer, caseId, 'cannot_tell');
  });

  it.each([
    ['', 'same_person'],
    ['   ok   ', 'same_person'],
    ['x'.repeat(301), 'same_person'],
    [reason, 'witnessed'],
    [reason, 'approved'],
  ] as const)('needs a reason and one of its own answers: %s %s', async (why, decision) => {
    const { caseId } = await caseOfPhotograph(house, 5, 'doubt', true);
    await expect(decideAs(house, clerk, caseId, decision, why)).rejects.toMatchObject({ code: 'bad_shape' });
    await decideAs(house, clerk, caseId, 'cannot_tell');
  });
});

test('every kind of case has answers, at most four: the keys 1–4', () => {
  for (const kind of caseKinds) {
    expect(decisionsOf[kind].length).toBeGreaterThan(1);
    expect(decisionsOf[kind].length).toBeLessThanOrEqual(4);
  }
});
