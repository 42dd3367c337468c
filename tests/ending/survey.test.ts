import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ResultLine } from '../../app/training/assessment/assessment.wire.ts';
import { recordResults } from '../../app/training/assessment/record-results.server.ts';
import { readResults } from '../../app/training/assessment/read-results.server.ts';
import { showEnding } from '../../app/training/assessment/show-ending.server.ts';
import { requireOwnClass } from '../../app/training/own-class.server.ts';
import { answerSurvey, findSurvey } from '../../app/training/survey/answer-survey.server.ts';
import { countRounds } from '../../app/training/survey/count-rounds.server.ts';
import { extendRound, openRound } from '../../app/training/survey/open-round.server.ts';
import { isAssessmentLocked } from '../../app/training/survey/read-lock.server.ts';
import { readRounds } from '../../app/training/survey/read-rounds.server.ts';
import { why } from '../application/open-application.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { clerk, otherClerk } from '../roster/open-class.ts';
import { sessionOf } from '../face/store-face.ts';

// P057: a class says without names whether it is satisfied; below 85 % nobody is assessed.

let base: TestDatabase;
let classId = '';
let enrolments: { id: string; learnerId: string }[] = [];
const teacher = sessionOf(fixtures.teacher.id, 'teacher');
const at = (moment: string) => ({ wallMs: Date.parse(moment), monoMs: 0, boot: 'test' });
const day = (n: number, hour = 2) => at(new Date(Date.UTC(2026, 5, n, hour)).toISOString());
const answer = (overall: number, comment = '') => ({
  ...{ overall, teaching: 4, content: 4, online: 4 },
  comment,
});

beforeAll(async () => {
  base = await openTestDatabase();
});
afterAll(() => base?.close());

/** A class that ends on 30 June 2026, approved, with the first ten learners. */
beforeEach(async () => {
  // What earlier tests asked is over.
  await base.sql`update survey_round set closes_at = opened_at where tally is null`;
  await countRounds(base.sql, day(30));
  const [made] = await base.sql<{ id: string }[]>`
    insert into training_class (institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code,
      state, approved_at)
    values (${fixtures.institutionId}, '春季班', ${fixtures.courseVersionId}, ${fixtures.ruleProfileId}, '2026-03-01',
      '2026-06-30', '410100', 'approved', '2026-02-01') returning id`;
  classId = made?.id ?? '';
  enrolments = [];
  for (let place = 1; place <= 10; place++) {
    const learnerId = fixtureLearner(place).id;
    const [row] = await base.sql<{ id: string }[]>`
      insert into enrolment (learner_id, class_id) values (${learnerId}, ${classId}) returning id`;
    enrolments.push({ id: row?.id ?? '', learnerId });
  }
});

const answerOf = (place: number, overall: number, now = day(25), comment = '') =>
  answerSurvey(base.sql, fixtureLearner(place).id, classId, answer(overall, comment), now);
const lock = (now = day(30)) => isAssessmentLocked(base.sql, classId, now.wallMs);
const standing = async (now = day(30)) => (await readRounds(base.sql, classId, now.wallMs))[0]?.standing;
const result = (n: number, more: Partial<ResultLine> = {}): ResultLine => ({
  ...{
    enrolmentId: enrolments[n]?.id ?? '',
    result: 'passed' as const,
    endedOn: '2026-06-30',
    certificateNumber: '',
  },
  ...more,
});
const record = (lines: ResultLine[], reason = '', now = day(30)) =>
  recordResults(base.sql, clerk, classId, { lines, reason }, now);

/** Asks the class on 24 June for three days; `satisfied` of ten say so, the others do not. */
async function ask(satisfied: number, answers = 10): Promise<void> {
  await openRound(base.sql, clerk, classId, 3, day(24));
  for (let place = 1; place <= answers; place++) await answerOf(place, place <= satisfied ? 5 : 3);
}

describe('asking a class', () => {
  it('in its last week at the earliest, by its own clerk, once', async () => {
    expect(await why(openRound(base.sql, clerk, classId, 3, day(22)))).toBe('survey_early');
    expect(await why(openRound(base.sql, otherClerk, classId, 3, day(24)))).toBe('not_found');
    expect(await why(openRound(base.sql, teacher, classId, 3, day(24)))).toBe('forbidden');
    const both = await Promise.all([1, 2].map(() => why(openRound(base.sql, clerk, classId, 3, day(24)))));
    expect(both.sort()).toEqual(['done', 'survey_again']);
    expect(await why(openRound(base.sql, clerk, classId, 3, day(30)))).toBe('survey_again');
  });

  it('a draft is not asked', async () => {
    await base.sql`insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code)
      select gen_random_uuid(), institution_id, 'draft', course_version_id, rule_profile_id, starts_on, ends_on, place_code
      from training_class where id = ${classId}`;
    const [draft] = await base.sql<
      { id: string }[]
    >`select id from training_class where title = 'draft' limit 1`;
    expect(await why(openRound(base.sql, clerk, draft?.id ?? '', 3, day(30)))).toBe('class_step');
  });

  it('everybody of it answers once; a second press, also at once, changes nothing; nobody else answers', async () => {
    await openRound(base.sql, clerk, classId, 3, day(24));
    await Promise.all(Array.from({ length: 5 }, () => answerOf(1, 1)));
    await answerOf(1, 5);
    expect(
      await base.sql`select overall from survey_answer join survey_round r on r.id = round_id where class_id = ${classId}`,
    ).toEqual([{ overall: 1 }]);
    expect(await why(answerOf(11, 5))).toBe('not_found');
    expect(await why(answerSurvey(base.sql, fixtures.other.learner.id, classId, answer(5), day(25)))).toBe(
      'not_found',
    );
    expect(await why(answerOf(2, 5, day(27)))).toBe('survey_over');
    expect(await findSurvey(base.sql, fixtureLearner(1).id, day(25).wallMs, classId)).toMatchObject({
      isAnswered: true,
    });
    expect(await findSurvey(base.sql, fixtureLearner(2).id, day(25).wallMs)).toMatchObject({ classId });
    expect(await findSurvey(base.sql, fixtureLearner(2).id, day(28).wallMs)).toBeNull();
  });

  it('closes with the last answer, and shows nothing to anybody before', async () => {
    await ask(9, 9);
    const own = await requireOwnClass(base.sql, clerk, classId);
    const open = await showEnding(base.sql, clerk, own, day(25));
    expect(open.rounds[0]).toMatchObject({
      standing: { state: 'open', answers: 9 },
      tally: { comments: [] },
    });
    expect(JSON.stringify(open.rounds)).not.toContain('sharePct');
    expect(open.rounds[0]?.tally.steps.overall).toEqual([0, 0, 0, 0, 0]);
    await answerOf(10, 1, day(25, 5));
    expect(await standing(day(25, 5))).toMatchObject({ state: 'passed', sharePct: 90 });
  });

  it('too few are waited for: no answer is lost, and it is not begun anew to fare better', async () => {
    await ask(0, 4);
    expect(await standing()).toEqual({ state: 'too_few', answers: 4, enrolled: 10 });
    expect(await why(openRound(base.sql, clerk, classId, 3, day(30)))).toBe('survey_again');
    expect(await countRounds(base.sql, day(30))).toBe(0);
    await extendRound(base.sql, clerk, classId, 3, day(30));
    await answerOf(5, 5, at('2026-07-01T02:00:00Z'));
    expect(await standing(at('2026-07-04T02:00:00Z'))).toMatchObject({ state: 'low', sharePct: 20 });
    expect(await why(extendRound(base.sql, clerk, classId, 3, at('2026-07-04T02:00:00Z')))).toBe(
      'survey_again',
    );
    expect(await why(extendRound(base.sql, otherClerk, classId, 3, day(30)))).toBe('not_found');
  });

  it('a survey that nobody answers does not hold a class for ever', async () => {
    await openRound(base.sql, clerk, classId, 3, day(24));
    expect(await why(openRound(base.sql, clerk, classId, 3, at('2026-08-22T01:00:00Z')))).toBe(
      'survey_again',
    );
    await openRound(base.sql, clerk, classId, 3, at('2026-08-24T02:00:00Z'));
    expect(await standing(at('2026-08-25T02:00:00Z'))).toMatchObject({ state: 'open' });
  });
});

describe('without names', () => {
  it('no row of an answer holds a person or a moment, and once counted there is no single answer', async () => {
    const columns = await base.sql<{ name: string; type: string }[]>`
      select column_name as name, data_type as type from information_schema.columns where table_name = 'survey_answer'`;
    expect(columns.map(({ name }) => name).sort()).toEqual(
      ['id', 'round_id', 'overall', 'teaching', 'content', 'online', 'comment'].sort(),
    );
    expect(columns.filter(({ type }) => /time|date/.test(type))).toEqual([]);
    await openRound(base.sql, clerk, classId, 3, day(24));
    for (let place = 10; place >= 1; place--) await answerOf(place, 5, day(25), `写 ${place}`);
    expect(await countRounds(base.sql, day(26))).toBe(1);
    expect(await countRounds(base.sql, day(26))).toBe(0);
    const [round] = await readRounds(base.sql, classId, day(30).wallMs);
    expect(round?.tally.steps.overall).toEqual([0, 0, 0, 0, 10]);
    expect(round?.tally.comments).toEqual([...(round?.tally.comments ?? [])].sort());
    expect(round?.standing).toMatchObject({ state: 'passed' });
    expect(await base.sql`select from survey_answer where round_id = ${round?.id ?? ''}`).toHaveLength(0);
    // Who has answered is still known, what is not.
    expect(await base.sql`select from survey_ballot where round_id = ${round?.id ?? ''}`).toHaveLength(10);
  });

  it('four answers show their share and nothing else', async () => {
    await base.sql`delete from enrolment where class_id = ${classId} and learner_id = any(${enrolments.slice(4).map(({ learnerId }) => learnerId)})`;
    await openRound(base.sql, clerk, classId, 3, day(24));
    for (let place = 1; place <= 4; place++) await answerOf(place, 5, day(25), '我是老王');
    const own = await requireOwnClass(base.sql, clerk, classId);
    const seen = await showEnding(base.sql, clerk, own, day(30));
    expect(seen.rounds[0]).toMatchObject({ standing: { sharePct: 100 }, tally: { comments: [] } });
    expect(JSON.stringify(seen)).not.toContain('老王');
  });

  it('whatever writes: answers are never changed, never taken away before they are counted, never added after', async () => {
    await ask(5);
    const [round] = await base.sql<{ id: string }[]>`select id from survey_round where class_id = ${classId}`;
    const id = round?.id ?? '';
    expect(await why(base.sql`update survey_answer set overall = 5 where round_id = ${id}`)).not.toBe('done');
    expect(await why(base.sql`delete from survey_answer where round_id = ${id}`)).toBe('survey_uncounted');
    expect(await why(base.sql`delete from survey_ballot where round_id = ${id}`)).not.toBe('done');
    expect(await why(base.sql`delete from survey_round where id = ${id}`)).not.toBe('done');
    await countRounds(base.sql, day(30));
    expect(await why(base.sql`update survey_round set tally = '{}' where id = ${id}`)).toBe('survey_counted');
    expect(
      await why(
        base.sql`insert into survey_answer (round_id, overall, teaching, content, online) values (${id}, 5, 5, 5, 5)`,
      ),
    ).toBe('survey_counted');
  });
});

describe('the assessment hangs on it', () => {
  it('nothing is entered before the class was asked, nor while it answers', async () => {
    expect(await why(record([result(0)]))).toBe('survey_due');
    await openRound(base.sql, clerk, classId, 3, day(28));
    expect(await why(record([result(0)]))).toBe('survey_due');
    expect(await lock()).toBeNull();
  });

  it('below 85 % it is locked, until a later asking is satisfied; for a month nobody is asked', async () => {
    await ask(8);
    expect(await lock()).toEqual({ untilDay: '2026-07-25', sharePct: 80 });
    expect(await why(record([result(0)]))).toBe('assessment_locked');
    expect(await why(openRound(base.sql, clerk, classId, 3, at('2026-07-24T15:00:00Z')))).toBe(
      'survey_early',
    );
    await countRounds(base.sql, day(30));
    expect(await lock()).toEqual({ untilDay: '2026-07-25', sharePct: 80 });
    const again = at('2026-07-24T16:30:00Z');
    await openRound(base.sql, clerk, classId, 3, again);
    expect(await lock(again)).not.toBeNull();
    for (let place = 1; place <= 10; place++) await answerOf(place, 4, again);
    const later = at('2026-08-01T02:00:00Z');
    expect(await lock(later)).toBeNull();
    expect(await record([result(0)], '', later)).toEqual({ count: 1 });
  });

  it('a class that is satisfied: results are entered, all or none, corrected with a reason, and all of it is kept', async () => {
    await ask(10);
    expect(await record([result(0, { certificateNumber: 'Y-1' }), result(1, { result: 'failed' })])).toEqual({
      count: 2,
    });
    expect(await record([result(0, { certificateNumber: 'Y-1' })])).toEqual({ count: 0 });
    expect(await why(record([result(2), result(3, { endedOn: '2026-07-01' })]))).toBe('result_wrong');
    expect(await why(record([result(2, { certificateNumber: 'Y-1' })]))).toBe('certificate_taken');
    expect(await why(record([result(1)]))).toBe('reason_missing');
    expect(await why(record([result(0, { result: '' })]))).toBe('result_wrong');
    const stranger = { ...result(0), enrolmentId: fixtureLearner(1).enrolmentId };
    expect(await why(record([stranger]))).toBe('not_found');
    expect(await record([result(1)], '成绩单抄错一行')).toEqual({ count: 1 });
    const told = await readResults(base.sql, classId);
    expect(told.filter((one) => one.result !== null)).toHaveLength(2);
    const corrected = told.find(({ enrolmentId }) => enrolmentId === enrolments[1]?.id);
    expect(corrected).toMatchObject({
      result: { isPassed: true },
      corrections: [{ reason: '成绩单抄错一行' }],
    });
    expect(await why(base.sql`delete from assessment_change`)).not.toBe('done');
    expect(
      await why(recordResults(base.sql, otherClerk, classId, { lines: [result(2)], reason: '' }, day(30))),
    ).toBe('not_found');
    expect(
      await why(recordResults(base.sql, teacher, classId, { lines: [result(2)], reason: '' }, day(30))),
    ).toBe('forbidden');
  });
});
