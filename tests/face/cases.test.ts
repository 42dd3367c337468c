import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { contestPicture } from '../../app/presence/contest-picture.server.ts';
import { decideCase, type Decision } from '../../app/presence/decide-case.server.ts';
import { decisionsOf } from '../../app/presence/case-rules.ts';
import { caseKinds } from '../../app/presence/face-state.ts';
import { readCase } from '../../app/presence/read-case.server.ts';
import { countCases, readCases } from '../../app/presence/read-cases.server.ts';
import { chinaDay, endOfChinaDay } from '../../app/training/class-day.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import {
  houseOf,
  putCase,
  sessionOf,
  storeChallenge,
  storePhotograph,
  storeReference,
  storeYes,
} from './store-face.ts';

// D08, F04, P007, P009: a person decides, with a reason, once; what follows is stored with its evidence.

let database: TestDatabase;
let house: House;
const { other } = fixtures;
const clerk = sessionOf(fixtures.clerk.id, 'clerk');
const otherClerk = sessionOf(other.clerk.id, 'clerk', other.institutionId);
const reviewer = sessionOf(fixtures.reviewer.id, 'reviewer');
const inspector = sessionOf(fixtures.inspector.id, 'inspector');
const author = sessionOf(fixtures.author.id, 'author');
const reason = '两张照片的眉眼一样';

beforeAll(async () => {
  database = await openTestDatabase();
  house = houseOf(database);
});
afterAll(() => database?.close());

const decide = (session: typeof clerk, id: string, decision: Decision['decision'], why = reason) =>
  decideCase(house, session, id, { decision, reason: why }, readClock());

async function lastEvents(learnerId: string, n: number) {
  const rows = await house.sql<{ body: string }[]>`
    select body from evidence_event where learner_id = ${learnerId} order by seq desc limit ${n}`;
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>).reverse();
}

async function caseOfPhotograph(place: number, verdict: 'doubt' | 'other' | 'match', counts: boolean) {
  const learner = fixtureLearner(place);
  const hours = counts ? [0] : [];
  await house.sql`insert into enrolment_study (learner_id, enrolment_id, photographed_hours)
    values (${learner.id}, ${learner.enrolmentId}, ${hours})
    on conflict (learner_id, enrolment_id) do update set photographed_hours = excluded.photographed_hours`;
  const { id } = await storePhotograph(house, learner, verdict, counts);
  const caseId = await putCase(house, learner.id, 'doubt', { subjectKind: 'snapshot', subjectId: id });
  return { learner, snapshotId: id, caseId };
}

async function readHour(learnerId: string, snapshotId: string) {
  const [row] = await house.sql<{ counts: boolean; hours: number[]; doubt: boolean; verdict: string }[]>`
    select s.counts, s.verdict, e.photographed_hours as hours, e.face_doubt as doubt
    from snapshot s join enrolment_study e on e.learner_id = s.learner_id and e.enrolment_id = s.enrolment_id
    where s.learner_id = ${learnerId} and s.id = ${snapshotId}`;
  return row;
}

describe('the queue', () => {
  test('a clerk sees her own institution, reviewer and inspector all, the oldest first, no pictures in it', async () => {
    const mine = await caseOfPhotograph(1, 'doubt', true);
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
    const { learner, caseId, snapshotId } = await caseOfPhotograph(3, 'doubt', true);
    await decide(clerk, caseId, 'same_person', `  ${reason}  `);
    const seen = await readCase(house.sql, inspector, caseId);
    expect(seen.decided).toMatchObject({ decision: 'same_person', reason, by: fixtures.clerk.name });
    const [event] = await lastEvents(learner.id, 1);
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
    const { learner, caseId } = await caseOfPhotograph(3, 'other', false);
    const both = await Promise.allSettled([
      decide(clerk, caseId, 'same_person'),
      decide(reviewer, caseId, 'other_person'),
    ]);
    const refused = both.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ reason: { code: 'case_gone' } });
    await expect(decide(reviewer, caseId, 'cannot_tell')).rejects.toMatchObject({ code: 'case_gone' });
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
    const { learner, caseId, snapshotId } = await caseOfPhotograph(4, 'other', false);
    const before = await lastEvents(learner.id, 1);
    await expect(decide(session, caseId, 'same_person')).rejects.toMatchObject({ code });
    expect(await lastEvents(learner.id, 1)).toEqual(before);
    expect(await readHour(learner.id, snapshotId)).toMatchObject({ counts: false, hours: [] });
    await decide(reviewer, caseId, 'cannot_tell');
  });

  it.each([
    ['', 'same_person'],
    ['   ok   ', 'same_person'],
    ['x'.repeat(301), 'same_person'],
    [reason, 'witnessed'],
    [reason, 'approved'],
  ] as const)('needs a reason and one of its own answers: %s %s', async (why, decision) => {
    const { caseId } = await caseOfPhotograph(5, 'doubt', true);
    await expect(decide(clerk, caseId, decision, why)).rejects.toMatchObject({ code: 'bad_shape' });
    await decide(clerk, caseId, 'cannot_tell');
  });
});

describe('what follows for a photograph (P009)', () => {
  it('hers after all: it fills its class hour again', async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(6, 'other', false);
    await decide(clerk, caseId, 'same_person');
    expect(await readHour(learner.id, snapshotId)).toMatchObject({
      counts: true,
      hours: [0],
      verdict: 'other',
    });
  });

  it('hers, and it counted: nothing is counted twice', async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(6, 'doubt', true);
    await decide(clerk, caseId, 'same_person');
    expect(await readHour(learner.id, snapshotId)).toMatchObject({ counts: true, hours: [0] });
  });

  it("somebody else's: the hour needs another one, other hours stay", async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(6, 'doubt', true);
    await house.sql`update enrolment_study set photographed_hours = '{1,0,0,2}' where learner_id = ${learner.id}`;
    await decide(reviewer, caseId, 'other_person');
    const hour = await readHour(learner.id, snapshotId);
    expect(hour).toMatchObject({ counts: false, hours: [1, 0, 2], doubt: true });
  });

  it('nobody can tell: nothing changes', async () => {
    const { learner, caseId, snapshotId } = await caseOfPhotograph(6, 'doubt', true);
    await decide(reviewer, caseId, 'cannot_tell');
    expect(await readHour(learner.id, snapshotId)).toMatchObject({ counts: true, hours: [0] });
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
    await decide(clerk, caseId, 'approved');
    expect(await stateOf(learner.id, id)).toBe('active');
    expect((await lastEvents(learner.id, 2)).map(({ kind }) => kind)).toEqual([
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
    await expect(decide(clerk, caseId, 'approved')).rejects.toMatchObject({ code: 'case_own' });
    expect(await stateOf(learner.id, next.id)).toBe('waiting_second');
    await decide(reviewer, caseId, 'approved');
    expect(await stateOf(learner.id, next.id)).toBe('active');
    expect(await stateOf(learner.id, old.id)).toBe('replaced');
  });

  it('refused: it never becomes active', async () => {
    const learner = fixtureLearner(9);
    await storeYes(house, learner.id);
    const { id } = await storeReference(house, learner.id, 'waiting_witness');
    const caseId = await putCase(house, learner.id, 'enrolment', { subjectKind: 'reference', subjectId: id });
    await decide(clerk, caseId, 'refused');
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
    const events = await lastEvents(learner.id, 2);
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
    await decide(clerk, caseId, 'try_again');
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
    await expect(decide(clerk, first, 'other_person')).rejects.toMatchObject({ code: 'not_found' });
    const seen = await readCase(house.sql, reviewer, first);
    expect([seen.under?.id, seen.beside?.id]).toEqual([mine.id, hers.id]);
    await decide(reviewer, first, 'other_person');
    expect((await readCase(house.sql, reviewer, second)).decided).toMatchObject({
      decision: 'other_person',
      reason,
    });
    for (const learner of [one, two]) {
      expect(await lastEvents(learner.id, 1)).toMatchObject([
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

test('every kind of case has answers, at most four: the keys 1–4', () => {
  for (const kind of caseKinds) {
    expect(decisionsOf[kind].length).toBeGreaterThan(1);
    expect(decisionsOf[kind].length).toBeLessThanOrEqual(4);
  }
});
