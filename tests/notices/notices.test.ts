import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NoticeFacts } from '../../app/training/notices/notice-kinds.ts';
import { linkNotice } from '../../app/training/notices/say-notice.ts';
import { sweepNotices } from '../../app/training/notices/sweep-notices.server.ts';
import { tellBehind } from '../../app/training/notices/tell-behind.server.ts';
import { weekOf } from '../../app/training/notices/week-of.ts';
import { setStanding } from '../../app/training/application/set-standing.server.ts';
import { recordResults } from '../../app/training/assessment/record-results.server.ts';
import { countRounds } from '../../app/training/survey/count-rounds.server.ts';
import { openRound } from '../../app/training/survey/open-round.server.ts';
import * as application from '../application/open-application.ts';
import { houseOf, putCase } from '../face/store-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { clerk } from '../roster/open-class.ts';

// Who is told what: once, in the transaction of what happened, and by the sweep when that did not tell.

let base: TestDatabase;
const at = (moment: string) => ({ wallMs: Date.parse(`${moment}+08:00`), monoMs: 0, boot: 'test' });

beforeAll(async () => {
  base = await openTestDatabase();
  await application.shortHours(base.sql);
}, 60_000);
afterAll(() => base?.close());
beforeEach(async () => {
  await base.sql`delete from notice`;
  await base.sql`delete from sms`;
});

type Row = { who: string; kind: string; facts: NoticeFacts };
/** What everybody was told, by role. */
const told = async (kind?: string) => {
  const rows = await base.sql<Row[]>`
    select p.role as who, n.kind, n.facts from notice n join person p on p.id = n.recipient_id
    where ${kind ?? null}::text is null or n.kind = ${kind ?? null} order by p.role, n.seq`;
  return rows.map(({ who, kind: of }) => `${who} ${of}`);
};
const recipients = async (kind: string) => {
  const rows = await base.sql<{ id: string }[]>`select recipient_id as id from notice where kind = ${kind}`;
  return rows.map(({ id }) => id);
};

/** A class from March to June with the first learners, approved without papers. */
async function addClass(count: number, startsOn = '2026-03-01', endsOn = '2026-06-30'): Promise<string> {
  const [made] = await base.sql<{ id: string }[]>`
    insert into training_class (institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code,
      state, approved_at)
    values (${fixtures.institutionId}, '春季班', ${fixtures.courseVersionId}, ${fixtures.ruleProfileId}, ${startsOn},
      ${endsOn}, '410100', 'approved', '2026-02-01') returning id`;
  for (let place = 1; place <= count; place++)
    await base.sql`insert into enrolment (learner_id, class_id) values (${fixtureLearner(place).id}, ${made?.id ?? ''})`;
  return made?.id ?? '';
}

describe('a class that is handed in and decided', () => {
  it('tells its bureau, then its clerks, teachers and learners, in the same transaction; the sweep tells nobody again', async () => {
    const classId = await application.complete(base, 100);
    await application.apply(base.sql, classId);
    expect(await told()).toEqual(['bureau class_applied']);
    expect(await recipients('class_applied')).toEqual([fixtures.bureau.id]);
    await application.decide(base.sql, classId, { decision: 'return', reason: '教材要写明版本' });
    const clerks =
      await base.sql`select 1 from person where role = 'clerk' and institution_id = ${fixtures.institutionId}`;
    expect(await told('class_returned')).toEqual([
      ...clerks.map(() => 'clerk class_returned'),
      'head class_returned',
    ]);
    await application.sign(base.sql, classId);
    await application.apply(base.sql, classId);
    await application.decide(base.sql, classId, { decision: 'approve' });
    const approved = await told('class_approved');
    expect(new Set(approved)).toEqual(
      new Set(['clerk', 'head', 'learner', 'teacher'].map((role) => `${role} class_approved`)),
    );
    expect(approved.filter((one) => one.startsWith('learner'))).toHaveLength(2);
    // Nobody of another institution or area.
    const everybody = await base.sql<{ id: string }[]>`select distinct recipient_id as id from notice`;
    expect(everybody.map(({ id }) => id)).not.toContain(fixtures.other.clerk.id);
    expect(everybody.map(({ id }) => id)).not.toContain(fixtures.other.head.id);
    expect(everybody.map(({ id }) => id)).not.toContain(fixtures.otherBureau.id);
    // To both learners a text, who never signed in yet.
    expect(await base.sql`select template, count(*)::int as count from sms group by 1`).toEqual([
      { template: 'first_sign_in', count: 2 },
    ]);
    const before = await told();
    await sweepNotices(base.sql, application.now);
    expect(await told()).toEqual(before);
    expect(await base.sql`select 1 from sms`).toHaveLength(2);
  });

  it('what a request did not tell the sweep tells, also two sweeps at once', async () => {
    const classId = await application.complete(base, 200);
    await application.apply(base.sql, classId);
    await application.decide(base.sql, classId, { decision: 'approve' });
    const before = (await told()).sort();
    await base.sql`delete from notice`;
    await base.sql`delete from sms`;
    await Promise.all([1, 2, 3].map(() => sweepNotices(base.sql, application.now)));
    const again = await base.sql<{ subject: string }[]>`
      select n.subject from notice n join class_step s on s.id::text = n.subject where s.class_id = ${classId}`;
    expect(again).toHaveLength(before.length);
    const texts =
      await base.sql`select 1 from sms where params ->> 'class' = '春季班' and key like ${`${classId}%`}`;
    expect(texts).toHaveLength(2);
  });

  it('a decision that does not come to pass tells nobody', async () => {
    const classId = await application.complete(base, 300);
    await application.apply(base.sql, classId);
    await base.sql`delete from notice`;
    expect(
      await application.why(application.decide(base.sql, classId, { decision: 'return', reason: '' })),
    ).toBe('reason_missing');
    await base.sql`create or replace function fail_now() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
    await base.sql`create trigger fails before update on training_class for each row execute function fail_now()`;
    await application
      .decide(base.sql, classId, { decision: 'return', reason: '教材要写明版本' })
      .catch(() => {});
    await base.sql`drop trigger fails on training_class`;
    expect(await told()).toEqual([]);
    await application.decide(base.sql, classId, { decision: 'return', reason: '教材要写明版本' });
    expect(await told('class_returned')).not.toEqual([]);
  });
});

describe('what comes of time', () => {
  it('a class that begins, learners who never signed in, an inspection that is due', async () => {
    const classId = await addClass(3);
    await base.sql`update person set password_hash = null where id = ${fixtureLearner(3).id}`;
    const of = async (kind: string) =>
      base.sql<
        Row[]
      >`select p.role as who, n.kind, n.facts from notice n join person p on p.id = n.recipient_id
        where n.kind = ${kind} and n.facts ->> 'classId' = ${classId}`;
    await sweepNotices(base.sql, at('2026-02-28T09:00:00'));
    expect(await of('class_begins')).toEqual([]);
    await sweepNotices(base.sql, at('2026-03-01T09:00:00'));
    expect((await of('class_begins')).map(({ who }) => who)).toEqual(['learner', 'learner', 'learner']);
    await sweepNotices(base.sql, at('2026-03-02T23:59:00'));
    expect(await of('never_signed_in')).toEqual([]);
    for (const day of ['2026-03-03T00:01:00', '2026-03-04T09:00:00']) await sweepNotices(base.sql, at(day));
    const absent = await of('never_signed_in');
    const clerks =
      await base.sql`select 1 from person where role = 'clerk' and institution_id = ${fixtures.institutionId}`;
    expect(absent).toHaveLength(clerks.length);
    expect(absent[0]?.facts).toEqual({ classId, class: '春季班', count: 1 });
    // No name, no number of anybody.
    expect(JSON.stringify(absent)).not.toContain(fixtureLearner(3).name);
    await sweepNotices(base.sql, at('2026-04-29T09:00:00'));
    expect(await of('inspection_due')).toEqual([]);
    await sweepNotices(base.sql, at('2026-05-01T09:00:00'));
    expect((await of('inspection_due')).map(({ who }) => who)).toEqual(['bureau']);
    await base.sql`update person set password_hash = 'x' where id = ${fixtureLearner(3).id}`;
  });

  it('who is behind is told so herself, her clerks how many, once a week', async () => {
    const classId = await addClass(2, '2026-03-01', '2026-03-20');
    await application.shortHours(base.sql);
    // Both studied a little on the first day.
    for (const place of [1, 2])
      await base.sql`
        insert into lease (learner_id, fence, enrolment_id, lesson_id, video_version_id, ordinal, base_ms, rules, face,
          window_id, user_agent, opened_at, ended_at, last_seen_at, media_ms, counted_wall_ms, counted_mono_ms, counted_boot)
        select e.learner_id, 900, e.id, ${fixtures.lessons[0]?.lessonId ?? ''}, ${fixtures.lessons[0]?.videoVersionId ?? ''}, 1,
          0, '{}', 'challenge', 'w', 'test', '2026-03-01', '2026-03-01', '2026-03-01', 0, ${at('2026-03-01T10:00:00').wallMs},
          0, 'b' from enrolment e where e.class_id = ${classId} and e.learner_id = ${fixtureLearner(place).id}`;
    const of = async () => base.sql<Row[]>`
      select p.role as who, n.kind, n.facts from notice n join person p on p.id = n.recipient_id
      where n.facts ->> 'classId' = ${classId} order by p.role, n.kind`;
    await tellBehind(base.sql, at('2026-03-19T09:00:00').wallMs);
    await tellBehind(base.sql, at('2026-03-20T09:00:00').wallMs);
    const once = (await of()).map(({ who, kind, facts }) => `${who} ${kind} ${facts.count ?? ''}`.trim());
    expect(once.filter((one) => one.startsWith('learner'))).toEqual(['learner behind', 'learner behind']);
    expect(once).toContain('clerk class_behind 2');
    await base.sql`delete from lease where fence = 900`;
  });

  it.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-08', '2026-03-02'],
    ['2027-01-01', '2026-12-28'],
    ['2028-02-29', '2028-02-28'],
  ])('the week of %s begins on %s', (day, monday) => expect(weekOf(day)).toBe(monday));

  it('a learner who has to be seen is told to her own clerks, without her name', async () => {
    const house = houseOf(base);
    const caseId = await putCase(house, fixtureLearner(4).id, 'three_tries', {
      ...{ subjectKind: 'challenge', subjectId: crypto.randomUUID() },
    });
    await sweepNotices(base.sql, { wallMs: Date.now(), monoMs: 0, boot: 't' });
    const rows = await base.sql<{ role: string; facts: NoticeFacts; at: string }[]>`
      select p.role, n.facts, p.institution_id as at from notice n join person p on p.id = n.recipient_id where n.kind = 'face_case'`;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((one) => one.role === 'clerk' && one.at === fixtures.institutionId)).toBe(true);
    expect(rows[0]?.facts).toEqual({ caseId });
    expect(linkNotice('face_case', { caseId })).toBe(`/desk/reviews/${caseId}`);
  });
});

describe('the end of a class', () => {
  it('asks its learners, tells when the assessment is locked, and each her own result', async () => {
    const classId = await addClass(2);
    const day = (moment: string) => at(moment);
    await openRound(base.sql, clerk, classId, 3, day('2026-06-24T10:00:00'));
    expect(await told('survey_opened')).toEqual(['learner survey_opened', 'learner survey_opened']);
    expect(await base.sql`select distinct template from sms`).toEqual([{ template: 'survey_opened' }]);
    const [round] = await base.sql<{ id: string }[]>`select id from survey_round where class_id = ${classId}`;
    const roundId = round?.id ?? '';
    await base.sql`insert into survey_answer (round_id, overall, teaching, content, online)
      values (${roundId}, 1, 1, 1, 1), (${roundId}, 5, 5, 5, 5)`;
    await countRounds(base.sql, day('2026-06-28T10:00:00'));
    const lock = await base.sql<Row[]>`select p.role as who, n.kind, n.facts from notice n
      join person p on p.id = n.recipient_id where n.kind = 'assessment_locked'`;
    expect(new Set(lock.map(({ who }) => who))).toEqual(new Set(['bureau', 'clerk', 'head']));
    expect(lock[0]?.facts.day).toBe('2026-07-27');
    const count = (await told()).length;
    await sweepNotices(base.sql, day('2026-06-28T10:05:00'));
    expect((await told('assessment_locked')).length).toBe(lock.length);
    expect((await told()).length).toBeGreaterThanOrEqual(count);
  });

  it('a result is told to her alone, a correction anew', async () => {
    const classId = await addClass(2);
    await base.sql`insert into survey_round (class_id, number, opened_by, opened_at, closes_at, tally)
      values (${classId}, 1, ${fixtures.clerk.id}, '2026-06-20', '2026-06-23', ${base.sql.json({
        ...{ enrolled: 2, answers: 2, comments: [] },
        steps: { overall: [0, 0, 0, 0, 2], teaching: [], content: [], online: [] },
      })})`;
    const [enrolment] = await base.sql<{ id: string }[]>`
      select id from enrolment where class_id = ${classId} and learner_id = ${fixtureLearner(1).id}`;
    const line = { enrolmentId: enrolment?.id ?? '', endedOn: '2026-06-30', certificateNumber: '' };
    const record = (result: 'passed' | 'failed', reason: string) =>
      recordResults(
        base.sql,
        clerk,
        classId,
        { lines: [{ ...line, result }], reason },
        at('2026-06-30T12:00:00'),
      );
    await record('failed', '');
    await record('failed', '');
    expect(await recipients('assessment_result')).toEqual([fixtureLearner(1).id]);
    await record('passed', '抄错了一行');
    const rows = await base.sql<
      Row[]
    >`select facts from notice where kind = 'assessment_result' order by seq`;
    expect(rows.map(({ facts }) => facts.isPassed)).toEqual([false, true]);
  });

  it('a standing is told to clerks and head of the institution', async () => {
    const set = { standing: 'barred' as const, untilDay: null, reason: '场地不合格' };
    await setStanding(base.sql, application.bureau, fixtures.institutionId, set, at('2026-07-01T09:00:00'));
    expect(new Set(await told('standing_set'))).toEqual(new Set(['clerk standing_set', 'head standing_set']));
    expect(await recipients('standing_set')).not.toContain(fixtures.other.clerk.id);
    await base.sql`delete from notice`;
    await sweepNotices(base.sql, at('2026-07-01T09:05:00'));
    expect(await told('standing_set')).not.toEqual([]);
  });
});
