import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideHours, readWitnessedHours } from '../../app/training/proof/decide-hours.server.ts';
import { issueProofs, type ProofsAsked } from '../../app/training/proof/issue-proofs.server.ts';
import { readProofs } from '../../app/training/proof/read-proof.server.ts';
import { readRecognised } from '../../app/training/proof/read-recognised.server.ts';
import { sweepProofs } from '../../app/training/proof/sweep-proofs.server.ts';
import { readEnrolments } from '../../app/study/read-enrolment.server.ts';
import { readEnrolmentCredit } from '../../app/study/read-credit.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { why } from '../application/open-application.ts';
import { houseOf } from '../face/store-face.ts';
import { putQuestions } from '../final-test/sit-test.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import {
  bureau,
  clerk,
  clock,
  inspector,
  otherBureau,
  otherClerk,
  teacher,
} from '../in-person/open-in-person.ts';
import {
  earnOnline,
  openProofGroup,
  openReady,
  practise,
  satisfy,
  type ProofGroup,
  passTest,
} from './open-proofs.ts';

// P001, P007, P033, I7: hours are computed, the shares asked on delivered hours, and a proof is issued on nothing else.

let base: TestDatabase;
let house: House;
beforeAll(async () => {
  base = await openTestDatabase();
  house = houseOf(base);
});
afterAll(() => base?.close());

const now = clock('2026-07-02', '10:00');
const issue = ({ classId }: ProofGroup, asked: ProofsAsked = 'ready', by = clerk) =>
  issueProofs(house, by, classId, asked, now);
const rowOf = async ({ classId, learners }: ProofGroup, place = 0) => {
  const { rows } = await readRecognised(base.sql, classId);
  const found = rows.find(({ enrolmentId }) => enrolmentId === learners[place]?.enrolmentId);
  if (!found) throw new Error('she is not in the class');
  return found;
};
const proofsOf = ({ classId }: ProofGroup) => readProofs(base.sql, testMasterKey, { classId });

describe('recognised hours', () => {
  it('are what each learner is told on her own page, for everybody at once', async () => {
    const group = await openProofGroup(base.sql, 1);
    const [first, second] = group.learners;
    if (!first || !second) throw new Error('no learners');
    await earnOnline(base.sql, first, 3, { witnessed: [1] });
    for (const { learnerId, enrolmentId } of [first, second]) {
      const [enrolment] = await readEnrolments(base.sql, learnerId, enrolmentId);
      if (!enrolment) throw new Error('not enrolled');
      const { classHours } = await readEnrolmentCredit(base.sql, learnerId, enrolment);
      const { rows } = await readRecognised(base.sql, group.classId);
      expect(rows.find((row) => row.enrolmentId === enrolmentId)?.onlineHours).toEqual(
        classHours.filter(({ recognised }) => recognised).map(({ number }) => number),
      );
    }
    expect((await rowOf(group)).onlineHours).toEqual([1, 3]);
  });

  it('online hours beyond the share of what was delivered wait for practice, and come back with it', async () => {
    const group = await openProofGroup(base.sql, 10);
    for (const learner of group.learners) await earnOnline(base.sql, learner);
    expect((await rowOf(group)).hours).toMatchObject({ onlineTheory: 0, onlineEarned: 4, practice: 0 });
    await practise(base.sql, group, 3);
    const half = await rowOf(group);
    expect(half.hours).toMatchObject({ onlineTheory: 2, onlineEarned: 4, practice: 3, isComplete: false });
    expect(half.hours.gaps).toEqual([
      { reason: 'share', hours: 2, clause: 'P001' },
      { reason: 'practice_open', hours: 3, clause: null },
    ]);
    await practise(base.sql, group, 3);
    expect((await rowOf(group)).hours).toMatchObject({
      onlineTheory: 4,
      practice: 6,
      isComplete: true,
      gaps: [],
    });
  });
});

describe('the bureau decides about witnessed hours', () => {
  it('only the bureau of the class, only such hours, with every word kept; the recognised hours follow', async () => {
    const group = await openReady(base.sql, 20);
    const [learner] = group.learners;
    if (!learner) throw new Error('no learner');
    const { learnerId, enrolmentId } = learner;
    await base.sql`update enrolment_study set witnessed_hours = '{2}', face_checked_hours = '{0,1,3}' where learner_id = ${learnerId}`;
    const decide = (by = bureau, more: Partial<{ numbers: number[]; isAccepted: boolean }> = {}) =>
      decideHours(
        ...([base.sql, by, group.classId] as const),
        { enrolmentId, numbers: [3], isAccepted: true, reason: '看过签到和照片', ...more },
        now,
      );
    expect(
      (await readWitnessedHours(base.sql, group.classId)).map(({ number, state }) => [number, state]),
    ).toEqual([[3, 'bureau']]);
    expect(await why(issue(group, { enrolmentId }))).toBe('proof_hours');
    for (const by of [clerk, teacher, inspector]) expect(await why(decide(by))).toBe('forbidden');
    expect(await why(decide(otherBureau))).toBe('not_found');
    expect(await why(decide(bureau, { numbers: [1] }))).toBe('hour_undue');
    await decide(bureau, { isAccepted: false });
    expect((await rowOf(group)).hours.gaps).toEqual([{ reason: 'refused', hours: 1, clause: null }]);
    // The same word twice is one row; the next word counts instead.
    await decide(bureau, { isAccepted: false });
    await Promise.all([decide(), decide()]);
    expect((await rowOf(group)).hours.isComplete).toBe(true);
    const kept =
      await base.sql`select is_accepted from hour_decision where enrolment_id = ${enrolmentId} order by seq`;
    expect(kept.map((row) => row['is_accepted'])).toEqual([false, true]);
    expect(await why(base.sql`update hour_decision set is_accepted = true`)).not.toBe('done');
    expect(await why(base.sql`delete from hour_decision`)).not.toBe('done');
  });
});

describe('issue', () => {
  it('a ready class gets one proof each, whatever is pressed how often at once', async () => {
    const group = await openReady(base.sql, 30, 3);
    const [first] = group.learners;
    const pressed = await Promise.all([
      issue(group),
      issue(group),
      issue(group, { enrolmentId: first?.enrolmentId ?? '' }),
      issue(group),
    ]);
    expect(pressed.reduce((sum, { issued }) => sum + issued, 0)).toBe(3);
    const proofs = await proofsOf(group);
    expect(new Set(proofs.map(({ body }) => body.number)).size).toBe(3);
    expect(proofs[0]?.body).toMatchObject({
      hours: { onlineTheory: 4, inPersonTheory: 0, practice: 6 },
      basis: { ledger: { onlineHours: [1, 2, 3, 4] }, inPerson: { practiceHours: 6 } },
      issuedOn: '2026-07-02',
    });
    expect(proofs[0]?.body.number).toMatch(/^ZX-410100-2026-\d{7}-[0-9X]$/);
    expect(await issue(group, { enrolmentId: first?.enrolmentId ?? '' })).toEqual({ issued: 0 });
    const kinds =
      await base.sql`select count(*)::int as n from evidence_event where learner_id = ${first?.learnerId ?? ''}
      and body like '%"kind":"proof_issued"%'`;
    expect(kinds[0]?.['n']).toBe(1);
  });

  it('two classes of one place that press at once get different numbers', async () => {
    const groups = await Promise.all([openReady(base.sql, 40, 1), openReady(base.sql, 45, 1)]);
    await Promise.all(groups.map((group) => issue(group)));
    const numbers = (await Promise.all(groups.map(proofsOf))).flat().map(({ body }) => body.number);
    expect(new Set(numbers).size).toBe(2);
  });

  it('nothing before the hours, before the survey, for an unapproved or a foreign class, by nobody but its clerk', async () => {
    const group = await openProofGroup(base.sql, 50);
    const [first, second] = group.learners;
    const enrolmentId = first?.enrolmentId ?? '';
    if (!first || !second) throw new Error('no learners');
    await earnOnline(base.sql, first);
    await earnOnline(base.sql, second, 3);
    expect(await why(issue(group, { enrolmentId }))).toBe('proof_hours');
    await practise(base.sql, group);
    expect(await why(issue(group, { enrolmentId }))).toBe('survey_due');
    await satisfy(base.sql, group, false);
    expect(await why(issue(group, { enrolmentId }))).toBe('assessment_locked');
    for (const by of [teacher, bureau, inspector])
      expect(await why(issue(group, 'ready', by))).toBe('forbidden');
    expect(await why(issue(group, 'ready', otherClerk))).toBe('not_found');
    expect(await proofsOf(group)).toEqual([]);

    const other = await openReady(base.sql, 55, 1);
    expect(await why(issue(other, { enrolmentId }))).toBe('not_found');
    const draft = await openProofGroup(base.sql, 57, 1, {
      state: 'draft',
      online: 4,
      theory: 0,
      practice: 6,
    });
    expect(await issue(draft)).toEqual({ issued: 0 });
    // Positive control: the same press, once everything is there, and only for who is ready.
    await base.sql`update enrolment_study set photographed_hours = '{0,1,2}' where learner_id = ${other.learners[0]?.learnerId ?? ''}`;
    expect(await why(issue(other, { enrolmentId: other.learners[0]?.enrolmentId ?? '' }))).toBe(
      'proof_hours',
    );
    await base.sql`update enrolment_study set photographed_hours = '{0,1,2,3}' where learner_id = ${other.learners[0]?.learnerId ?? ''}`;
    expect(await issue(other)).toEqual({ issued: 1 });
  });

  it('hours that somebody types into the table are refused, or unsigned and so no proof', async () => {
    const group = await openReady(base.sql, 60);
    await issue(group, { enrolmentId: group.learners[0]?.enrolmentId ?? '' });
    const [real] = await proofsOf(group);
    const second = group.learners[1];
    const type = (online: number, practice: number, body = real?.text ?? '') =>
      why(base.sql`
        insert into study_proof (number, learner_id, enrolment_id, class_id, body, signature, key_version, online_hours,
          in_person_theory_hours, practice_hours, online_theory_max_pct, practical_min_pct, issued_by, issued_at)
        values ('ZX-410100-2026-0999999-0', ${second?.learnerId ?? ''}, ${second?.enrolmentId ?? ''}, ${group.classId}, ${body},
          ${real?.signature ?? Buffer.of()}, 1, ${online}, 0, ${practice}, 40, 60, ${clerk.personId}, now())`);
    expect(await type(40, 60)).toBe('proof_plan');
    expect(await type(4, 5)).toBe('proof_plan');
    expect(await type(5, 5)).toBe('proof_plan');
    // The plan's own hours pass the table; the signature is another proof's.
    expect(await type(4, 6)).toBe('done');
    expect((await proofsOf(group)).map(({ body }) => body.number)).toEqual([real?.body.number]);
    await sweepProofs(house, now);
    expect((await rowOf(group, 1)).proof).toMatchObject({ fault: 'signature' });
    expect((await rowOf(group, 0)).proof).toMatchObject({ fault: null });
    expect(await why(base.sql`update study_proof set online_hours = 1`)).not.toBe('done');
    expect(await why(base.sql`delete from study_proof`)).not.toBe('done');
  });
});

describe('a class with a final theory test', () => {
  it('issues to who passed it; who studied no hour online is not asked', async () => {
    const group = await openReady(base.sql, 100, 2);
    const seated = await openProofGroup(base.sql, 105, 1, {
      ...{ state: 'approved', online: 0, theory: 0, practice: 6 },
    });
    await practise(base.sql, seated);
    await satisfy(base.sql, seated);
    await putQuestions(base.sql, 1);
    const [first, second] = group.learners;
    if (!first || !second) throw new Error('no learners');
    expect(await why(issue(group, { enrolmentId: first.enrolmentId }))).toBe('proof_test');
    expect(await issue(group)).toEqual({ issued: 0 });
    await passTest(base.sql, first);
    expect(await issue(group)).toEqual({ issued: 1 });
    expect((await proofsOf(group))[0]?.body.basis.finalTest).toBe('passed');
    expect((await rowOf(group, 1)).finalTest).toBe('open');
    expect(await issue(seated)).toEqual({ issued: 1 });
    await pastGuards(base.sql, (tx) => tx`delete from theory_question`);
  });
});
