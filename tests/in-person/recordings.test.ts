import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planSession } from '../../app/training/in-person/plan-session.server.ts';
import { readInPersonHours } from '../../app/training/in-person/read-in-person-hours.server.ts';
import { liftSubsidy, readSubsidy } from '../../app/training/in-person/subsidy.server.ts';
import { answerSheet, takeAttendance } from '../../app/training/in-person/take-attendance.server.ts';
import { sweepRecords } from '../../app/training/outbox/sweep-records.server.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import {
  after,
  attend,
  before,
  bureau,
  clerk,
  clock,
  inspector,
  marksOf,
  openGroup,
  otherBureau,
  piece,
  plan,
  record,
  take,
  teacher,
  typed,
  why,
  type Group,
} from './open-in-person.ts';

// P051–P055 against the database: recordings, the subsidy, make-up lessons, and two at once.

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
});
afterAll(() => base?.close());

const hoursOf = async (group: Group, place = 0) =>
  (await readInPersonHours(base.sql, group.classId)).get(group.learners[place]?.enrolmentId ?? '');

describe('recordings and the subsidy', () => {
  it('only of a session that was held, inside it, once, and of no more people than were there', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 90);
    const id = await plan(sql, group, '2026-03-07');
    expect(await why(record(sql, group, id, piece('08:00', '09:00', 0)))).toBe('attendance_missing');
    await attend(sql, group, id, { [group.learners[2]?.enrolmentId ?? '']: { state: 'absent' } });
    expect(await why(record(sql, group, id, piece('07:59', '09:00', 2)))).toBe('recording_outside');
    expect(await why(record(sql, group, id, piece('08:00', '09:00', 3)))).toBe('bad_shape');
    const bytes = { ...piece('08:00', '09:00', 2), sha256: 'ab'.repeat(32) };
    expect(await why(record(sql, group, id, bytes))).toBe('done');
    expect(await why(record(sql, group, id, bytes))).toBe('done');
    expect(await why(record(sql, group, id, { ...bytes, id: randomUUID(), keptAt: '另一处' }))).toBe(
      'recording_twice',
    );
    expect(await why(record(sql, group, id, { ...piece('08:00', '09:00', 2) }))).toBe('recording_twice');
  });

  it('the third that does not show everybody cancels it; only a bureau of the place gives it back, and the next one takes it again', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 100);
    const id = await plan(sql, group, '2026-03-08');
    await attend(sql, group, id);
    const words = async () => (await readSubsidy(sql, group.classId)).map(({ kind }) => kind);
    for (const [from, to, visible] of [
      ['08:00', '08:15', 2],
      ['08:45', '09:00', 3],
      ['09:00', '09:15', 0],
    ] as const)
      await record(sql, group, id, piece(from, to, visible));
    expect(await words()).toEqual([]);
    await record(sql, group, id, piece('09:30', '09:45', 2));
    expect(await words()).toEqual(['cancelled']);
    const lift = (who: typeof clerk, now = after) =>
      why(liftSubsidy(sql, who, group.classId, '复核录像,三人都在', now));
    expect(await lift(clerk)).toBe('forbidden');
    expect(await lift(teacher)).toBe('forbidden');
    expect(await lift(inspector)).toBe('forbidden');
    expect(await lift(otherBureau)).toBe('not_found');
    const forged = sql`insert into class_subsidy_fact (class_id, kind, clause, reason, decided_by, at)
      values (${group.classId}, 'lifted', 'P053', 'x', ${fixtures.clerk.id}, now())`;
    expect(await why(forged)).toBe('subsidy_by_bureau');
    expect(await why(sql`delete from class_subsidy_fact`)).toBe('23001');
    expect(await lift(bureau)).toBe('done');
    expect(await lift(bureau)).toBe('done');
    expect(await words()).toEqual(['lifted', 'cancelled']);
    const later = clock('2026-03-21', '08:00');
    await record(sql, group, id, piece('10:00', '10:15', 3), later);
    expect(await words()).toEqual(['lifted', 'cancelled']);
    await record(sql, group, id, piece('10:15', '10:30', 1), later);
    expect(await words()).toEqual(['cancelled', 'lifted', 'cancelled']);
    const told = await sql<{ role: string; kind: string; houses: number }[]>`
      select p.role, n.kind, count(distinct p.institution_id)::int as houses from notice n
        join person p on p.id = n.recipient_id
      where n.facts ->> 'classId' = ${group.classId} and p.institution_id = ${fixtures.institutionId}
      group by 1, 2 order by 1, 2`;
    expect(told).toEqual(
      ['clerk', 'head'].flatMap((role) =>
        ['subsidy_cancelled', 'subsidy_lifted'].map((kind) => ({ role, kind, houses: 1 })),
      ),
    );
  });

  it('a correction that brings more people counts too; a class without subsidy has none to lose', async () => {
    const { sql } = base;
    for (const isSubsidised of [true, false]) {
      const group = await openGroup(sql, isSubsidised ? 110 : 120, 3, { isSubsidised });
      const id = await plan(sql, group, isSubsidised ? '2026-03-09' : '2026-03-13');
      await attend(sql, group, id, { [group.learners[0]?.enrolmentId ?? '']: { state: 'absent' } });
      for (const at of ['08', '09', '10']) await record(sql, group, id, piece(`${at}:00`, `${at}:15`, 2));
      expect(await readSubsidy(sql, group.classId)).toEqual([]);
      await attend(sql, group, id, {}, '漏记了她');
      expect((await readSubsidy(sql, group.classId)).length).toBe(isSubsidised ? 1 : 0);
    }
  });
});

describe('make-up lessons (P055)', () => {
  it('for whom missed it, before the assessment, recorded in full', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 130);
    const ids = group.learners.map(({ enrolmentId }) => enrolmentId);
    const [there = '', away = ''] = ids;
    const id = await plan(sql, group, '2026-03-03', { from: '13:00', to: '16:00' });
    await attend(sql, group, id, { [away]: { state: 'absent' } });
    await record(sql, group, id, piece('13:00', '16:00', 2));
    await sql`insert into class_application (class_id, assessment_on, updated_by, updated_at)
      values (${group.classId}, '2026-04-10', ${fixtures.clerk.id}, now())`;
    const make = (day: string, enrolmentIds: string[], lesson = typed(day)) =>
      planSession(
        sql,
        clerk,
        group.classId,
        { ...lesson, makeUp: { sessionId: id, enrolmentIds, reason: '生病' } },
        after,
      );
    expect(await why(make('2026-03-25', [there]))).toBe('make_up_unmissed');
    expect(await why(make('2026-03-25', []))).toBe('make_up_unmissed');
    expect(await why(make('2026-04-10', [away]))).toBe('make_up_late');
    const lesson = typed('2026-04-09');
    await make('2026-04-09', [away], lesson);
    const later = clock('2026-04-09', '12:00');
    const sheetId = randomUUID();
    const marks = await marksOf(sql, group, lesson.id);
    expect(marks.map((one) => one.enrolmentId)).toEqual([away]);
    await takeAttendance(
      sql,
      teacher,
      group.classId,
      lesson.id,
      { sheetId, seen: 0, reason: '', marks },
      later,
    );
    await answerSheet(sql, clerk, group.classId, { sheetId, outcome: 'confirmed' }, later);
    await record(sql, group, lesson.id, piece('08:00', '10:59', 1), later);
    expect(await hoursOf(group, 1)).toMatchObject({
      practiceHours: 0,
      attendancePct: 0,
      withheld: [{ reason: 'recording' }],
    });
    await record(sql, group, lesson.id, piece('10:59', '11:00', 1), later);
    expect(await hoursOf(group, 1)).toEqual({
      theoryHours: 0,
      practiceHours: 4,
      withheld: [],
      attendancePct: 100,
    });
  });
});

describe('the supervision platform (P003, P049–P055)', () => {
  type Fact = { kind: string } & Record<string, unknown>;
  const factsOf = async ({ classId }: Group): Promise<Fact[]> =>
    (
      await base.sql<{ payload: string }[]>`
        select payload from supervision_record where class_id = ${classId} order by seq`
    ).map(({ payload }) => JSON.parse(payload) as Fact);

  it('is told of what stands, with what happened: nothing that waits or was returned, each once', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 750, 2);
    const [there = '', away = ''] = group.learners.map(({ enrolmentId }) => enrolmentId);
    const id = await plan(sql, group, '2026-03-17', { from: '13:00', to: '16:00' });
    const returned = await take(sql, group, id, {});
    await answerSheet(sql, clerk, group.classId, { sheetId: returned, outcome: 'declined' }, after);
    const waiting = await take(sql, group, id, { but: { [away]: { state: 'absent' } } });
    await sweepRecords(sql, null, after.wallMs);
    expect((await factsOf(group)).filter(({ kind }) => /session|attendance|make_up/.test(kind))).toEqual([]);
    const old = await factsOf(group);
    await answerSheet(sql, clerk, group.classId, { sheetId: waiting, outcome: 'confirmed' }, after);
    await record(sql, group, id, piece('13:00', '13:15', 1));
    const facts = (await factsOf(group)).slice(old.length);
    const of = { version: 1, classId: group.classId, sessionId: id };
    expect(facts).toMatchObject([
      { ...of, kind: 'session_held', day: '2026-03-17', fromS: 46_800, toS: 57_600, hours: 4, makesUp: null },
      ...[
        { enrolmentId: there, state: 'present', spans: [46_800, 57_600] },
        { enrolmentId: away, state: 'absent', spans: [] },
      ]
        .sort((a, b) => (a.enrolmentId < b.enrolmentId ? -1 : 1))
        .map((one) => ({ ...of, ...one, kind: 'attendance_taken', sheetId: waiting, source: 'hand' })),
      { ...of, kind: 'session_recorded', fromS: 46_800, toS: 47_700, visible: 1, sha256: null },
    ]);
    expect(JSON.stringify(facts)).not.toContain('硬盘录像机');
    const lesson = typed('2026-03-18', { from: '13:00', to: '16:00' });
    const makeUp = { sessionId: id, enrolmentIds: [away], reason: '生病' };
    await planSession(sql, clerk, group.classId, { ...lesson, makeUp }, clock('2026-03-17', '20:00'));
    await attend(sql, group, lesson.id);
    const more = (await factsOf(group)).slice(old.length + facts.length);
    expect(more).toMatchObject([
      { kind: 'session_held', sessionId: lesson.id, makesUp: id },
      { kind: 'make_up_held', sessionId: lesson.id, enrolmentId: away, makesUp: id },
      { kind: 'attendance_taken', sessionId: lesson.id, enrolmentId: away, state: 'present' },
    ]);
    for (const _ of [1, 2]) await sweepRecords(sql, null, after.wallMs);
    expect((await factsOf(group)).filter(({ kind }) => kind === 'attendance_taken')).toHaveLength(3);
  });

  it('is told by the sweep of what no request told', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 760, 2);
    const id = await plan(sql, group, '2026-03-19', { from: '17:00', to: '20:00' });
    const sheetId = randomUUID();
    await sql`insert into attendance_sheet (id, session_id, source, file_sha256, reason, taken_by, taken_at)
      values (${sheetId}, ${id}, 'device', ${'ab'.repeat(32)}, '', ${fixtures.teacher.id}, now())`;
    await sql`insert into attendance_entry (sheet_id, enrolment_id, state, spans)
      values (${sheetId}, ${group.learners[0]?.enrolmentId ?? ''}, 'present', '{61200,72000}')`;
    await Promise.all([1, 2].map(() => sweepRecords(sql, null, after.wallMs)));
    expect((await factsOf(group)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['session_held', 'attendance_taken']),
    );
    expect((await factsOf(group)).filter(({ kind }) => kind === 'attendance_taken')).toMatchObject([
      { sheetId, source: 'device', fileSha256: 'ab'.repeat(32) },
    ]);
  });
});

describe('two at once', () => {
  it('two sheets of one session: one is taken; a session planned twice at one time: one is', async () => {
    const { sql } = base;
    for (let round = 0; round < 4; round++) {
      const group = await openGroup(sql, 140 + round * 2, 2);
      const day = `2026-05-0${round + 1}`;
      const planned = await Promise.all(
        [1, 2].map(() => why(planSession(sql, clerk, group.classId, typed(day), before))),
      );
      expect(planned.sort()).toEqual(['done', 'session_clash']);
      const [row] = await sql<
        { id: string }[]
      >`select id from class_session where class_id = ${group.classId}`;
      const id = row?.id ?? '';
      const now = clock('2026-05-20', '08:00');
      const taken = await Promise.all([teacher, clerk].map((by) => why(take(sql, group, id, { by, now }))));
      expect(taken.sort()).toEqual(['attendance_waits', 'done']);
      const [sheet] = await sql<{ id: string; takenBy: string }[]>`
        select id, taken_by as "takenBy" from attendance_sheet where session_id = ${id}`;
      const witness = sheet?.takenBy === clerk.personId ? teacher : clerk;
      const answers = (['confirmed', 'declined'] as const).map((outcome) =>
        why(answerSheet(sql, witness, group.classId, { sheetId: sheet?.id ?? '', outcome }, now)),
      );
      expect((await Promise.all(answers)).sort()).toEqual(['attendance_changed', 'done']);
    }
  });

  it('a teacher in two classes at one time: one of them', async () => {
    const { sql } = base;
    for (let round = 0; round < 4; round++) {
      const groups = [await openGroup(sql, 160 + round * 2, 1), await openGroup(sql, 161 + round * 2, 1)];
      const day = `2026-06-0${round + 1}`;
      const both = groups.map(({ classId }) => why(planSession(sql, clerk, classId, typed(day), before)));
      expect((await Promise.all(both)).sort()).toEqual(['done', 'session_clash']);
    }
  });

  it('the third and the fourth recording at once: the subsidy is cancelled once', async () => {
    const { sql } = base;
    for (let round = 0; round < 4; round++) {
      const group = await openGroup(sql, 180 + round * 2, 2);
      const id = await plan(sql, group, `2026-03-0${round + 2}`, { from: '17:00', to: '20:00' });
      await attend(sql, group, id);
      for (const at of ['17:00', '17:15']) await record(sql, group, id, piece(at, '18:00', 1));
      const both = ['18:00', '18:15', '18:30'].map((from) =>
        why(record(sql, group, id, piece(from, '19:00', 1))),
      );
      expect(await Promise.all(both)).toEqual(['done', 'done', 'done']);
      expect(await readSubsidy(sql, group.classId)).toHaveLength(1);
    }
  });
});
