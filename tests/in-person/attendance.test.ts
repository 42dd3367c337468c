import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cancelSession,
  changeSession,
  planSession,
} from '../../app/training/in-person/plan-session.server.ts';
import { readInPersonHours } from '../../app/training/in-person/read-in-person-hours.server.ts';
import { answerSheet, takeAttendance } from '../../app/training/in-person/take-attendance.server.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
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
  otherClerk,
  piece,
  plan,
  record,
  seenOf,
  take,
  teacher,
  typed,
  why,
  type Group,
} from './open-in-person.ts';

// P024, P049–P055 against the database: what counts, what is refused, and who may not.

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
});
afterAll(() => base?.close());

const hoursOf = async (group: Group, place = 0) =>
  (await readInPersonHours(base.sql, group.classId)).get(group.learners[place]?.enrolmentId ?? '');

describe('the timetable', () => {
  it('takes a session once, and refuses what does not fit', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 1);
    const first = typed('2026-03-02');
    const add = (session: ReturnType<typeof typed>, now = before, who = clerk) =>
      why(planSession(sql, who, group.classId, session, now));
    expect(await add(first)).toBe('done');
    // The second press of one form.
    expect(await add(first)).toBe('done');
    expect(await sql`select 1 from class_session where class_id = ${group.classId}`).toHaveLength(1);
    expect(await add(typed('2026-03-02', { from: '10:59', to: '12:00', hours: 1 }))).toBe('session_clash');
    expect(await add(typed('2026-03-02', { from: '11:00', to: '12:00', hours: 1 }))).toBe('done');
    expect(await add(typed('2026-02-28'))).toBe('session_outside');
    expect(await add(typed('2026-07-01'))).toBe('session_outside');
    // 4 × 40 minutes.
    expect(await add(typed('2026-03-03', { to: '10:39' }))).toBe('session_short');
    expect(await add(typed('2026-03-03', { to: '10:40' }))).toBe('done');
    expect(await add(typed('2026-03-04'), clock('2026-03-04', '08:00'))).toBe('session_past');
    // 12 hours of practice are planned, 9 have a time.
    expect(await add(typed('2026-03-04'))).toBe('session_hours_over');
    expect(await add(typed('2026-03-04', { hours: 3 }))).toBe('done');
    expect(await add(typed('2026-03-05', { kind: 'theory' }), before, teacher)).toBe('forbidden');
    expect(await add(typed('2026-03-05', { kind: 'theory' }), before, otherClerk)).toBe('not_found');
    const stranger = { ...typed('2026-03-05', { kind: 'theory' }), teacherId: fixtures.clerk.id };
    expect(await add(stranger)).toBe('bad_shape');
  });

  it('a teacher is in one room at a time, in whichever class', async () => {
    const { sql } = base;
    const [one, other] = [await openGroup(sql, 10), await openGroup(sql, 20)];
    await plan(sql, one, '2026-03-10');
    const clash = typed('2026-03-10', { from: '10:00', to: '13:00' });
    expect(await why(planSession(sql, clerk, other.classId, clash, before))).toBe('session_clash');
  });

  it('what a session was before a change is kept; one that began stays, one that was held is not even cancelled', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 30);
    const id = await plan(sql, group, '2026-03-11');
    const moved = { ...typed('2026-03-12'), id, revision: 0, reason: '教师请假' };
    await changeSession(sql, clerk, group.classId, moved, before);
    const past = await sql<
      { was: { day: string } }[]
    >`select was from class_session_past where session_id = ${id}`;
    expect(past.map(({ was }) => was.day)).toEqual(['2026-03-11']);
    // Somebody else had the older page.
    expect(await why(changeSession(sql, clerk, group.classId, moved, before))).toBe('session_changed');
    const late = { ...moved, revision: 1 };
    expect(await why(changeSession(sql, clerk, group.classId, late, clock('2026-03-12', '08:00')))).toBe(
      'session_held',
    );
    await take(sql, group, id);
    expect(
      await why(cancelSession(sql, clerk, group.classId, { id, revision: 1, reason: '没上' }, after)),
    ).toBe('session_held');
    // The database holds it, whoever writes.
    expect(await why(sql`update class_session set day = '2026-03-13', revision = 2 where id = ${id}`)).toBe(
      'session_held',
    );
    expect(await why(sql`delete from class_session where id = ${id}`)).toBe('session_kept');
    expect(await why(sql`delete from class_session_past where session_id = ${id}`)).toBe('23001');
    const idle = await plan(sql, group, '2026-03-14');
    await cancelSession(sql, clerk, group.classId, { id: idle, revision: 0, reason: '停电' }, after);
    expect(await why(take(sql, group, idle))).toBe('not_found');
  });
});

describe('attendance', () => {
  it('counts once a second person has confirmed it, and was recorded', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 40);
    const [, late, absent] = group.learners;
    const id = await plan(sql, group, '2026-03-16');
    const but = {
      [late?.enrolmentId ?? '']: { state: 'late', lateMinutes: 10 },
      [absent?.enrolmentId ?? '']: { state: 'absent' },
    } as const;
    const sheetId = await take(sql, group, id, { but });
    expect(await hoursOf(group)).toMatchObject({
      practiceHours: 0,
      attendancePct: null,
      withheld: [{ hours: 4, reason: 'witness' }],
    });
    expect(
      await why(answerSheet(sql, teacher, group.classId, { sheetId, outcome: 'confirmed' }, after)),
    ).toBe('witness_own');
    await answerSheet(sql, clerk, group.classId, { sheetId, outcome: 'confirmed' }, after);
    expect(await hoursOf(group)).toMatchObject({
      practiceHours: 0,
      attendancePct: 100,
      withheld: [{ hours: 4, reason: 'recording' }],
    });
    for (const [from, to] of [
      ['08:00', '08:15'],
      ['08:45', '09:01'],
      ['09:30', '10:00'],
      ['10:15', '10:30'],
    ] as const)
      await record(sql, group, id, piece(from, to, 2));
    expect(await hoursOf(group)).toEqual({
      theoryHours: 0,
      practiceHours: 4,
      withheld: [],
      attendancePct: 100,
    });
    // Ten minutes of 45 are more than the five that an hour leaves.
    expect(await hoursOf(group, 1)).toMatchObject({
      practiceHours: 3,
      attendancePct: 75,
      withheld: [{ hours: 1, reason: 'absent' }],
    });
    expect(await hoursOf(group, 2)).toMatchObject({ practiceHours: 0, attendancePct: 0 });
  });

  it('a correction is a sheet of its own with a reason; the old one stays', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 50);
    const id = await plan(sql, group, '2026-03-17', { kind: 'theory' });
    await attend(sql, group, id);
    await record(sql, group, id, piece('08:00', '11:00', 3));
    expect(await hoursOf(group)).toMatchObject({ theoryHours: 4 });
    const but = { [group.learners[0]?.enrolmentId ?? '']: { state: 'absent' } } as const;
    expect(await why(take(sql, group, id, { but }))).toBe('reason_missing');
    await attend(sql, group, id, but, '看录像她没到');
    expect(await hoursOf(group)).toMatchObject({ theoryHours: 0, attendancePct: 0 });
    const entries = await sql<{ n: number }[]>`
      select count(n.*)::int as n from attendance_sheet a join attendance_entry n on n.sheet_id = a.id
      where a.session_id = ${id} group by a.seq order by a.seq`;
    expect(entries.map(({ n }) => n)).toEqual([3, 1]);
    // The same again changes nothing.
    await take(sql, group, id, { but, reason: '再存一次' });
    expect(await seenOf(sql, id)).toBe(4);
  });

  it('nobody is marked ahead of time, before approval, or by strangers', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 60);
    const id = await plan(sql, group, '2026-03-18');
    expect(await why(take(sql, group, id, { now: clock('2026-03-18', '10:59') }))).toBe('attendance_early');
    expect(await why(take(sql, group, id, { by: otherClerk }))).toBe('not_found');
    expect(await why(take(sql, group, id, { by: bureau }))).toBe('forbidden');
    expect(await why(take(sql, group, id, { by: inspector }))).toBe('forbidden');
    const [me] = [fixtureLearner(1)];
    expect(await why(take(sql, group, id, { by: sessionOf(me.id, 'learner') }))).toBe('not_found');
    const strangerTeacher = sessionOf(randomUUID(), 'teacher', fixtures.other.institutionId);
    expect(await why(take(sql, group, id, { by: strangerTeacher }))).toBe('not_found');
    // A learner of another class.
    const marks = [
      ...(await marksOf(sql, group, id)),
      { enrolmentId: me.enrolmentId, state: 'present' as const, lateMinutes: 0 },
    ];
    const sheet = { sheetId: randomUUID(), seen: 0, reason: '', marks };
    expect(await why(takeAttendance(sql, teacher, group.classId, id, sheet, after))).toBe('bad_shape');
    expect(await why(take(sql, group, id))).toBe('done');

    const draft = await openGroup(sql, 70, 2, { state: 'draft' });
    const planned = await plan(sql, draft, '2026-03-19');
    expect(await why(take(sql, draft, planned))).toBe('attendance_closed');
    const insert = (session: string, at: string) => sql`
      insert into attendance_sheet (id, session_id, source, taken_by, taken_at)
      values (${randomUUID()}, ${session}, 'hand', ${fixtures.teacher.id}, ${at})`;
    expect(await why(insert(planned, '2026-03-20T00:00:00Z'))).toBe('attendance_approved');
    const ahead = await plan(sql, group, '2026-03-19', { from: '13:00', to: '16:00' });
    expect(await why(insert(ahead, '2026-03-19T07:59:59Z'))).toBe('attendance_over');
    expect(await why(insert(ahead, '2026-03-19T08:00:00Z'))).toBe('done');
  });

  it('the database keeps every row, and knows who may confirm', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 80);
    const id = await plan(sql, group, '2026-03-06');
    const sheetId = await take(sql, group, id);
    const confirm = (by: string) =>
      sql`insert into attendance_outcome values (${sheetId}, 'confirmed', ${by}, now())`;
    expect(await why(confirm(fixtures.teacher.id))).toBe('witness_second');
    expect(await why(confirm(fixtures.other.clerk.id))).toBe('witness_second');
    expect(await why(confirm(fixtures.bureau.id))).toBe('witness_second');
    expect(await why(confirm(fixtures.clerk.id))).toBe('done');
    await record(sql, group, id, piece('08:00', '11:00', 3));
    for (const table of ['attendance_sheet', 'attendance_entry', 'attendance_outcome', 'session_recording']) {
      expect([table, await why(sql`delete from ${sql(table)}`)]).toEqual([table, '23001']);
      const [column] =
        table === 'session_recording'
          ? ['visible']
          : table === 'attendance_sheet'
            ? ['reason']
            : table === 'attendance_entry'
              ? ['state']
              : ['outcome'];
      const changed = sql`update ${sql(table)} set ${sql(column ?? '')} = ${sql(column ?? '')}`;
      expect([table, await why(changed)]).toEqual([table, '23001']);
    }
    const stranger = sql`insert into attendance_entry values (${sheetId}, ${fixtureLearner(1).enrolmentId}, 'absent', '{}')`;
    expect(await why(stranger)).toBe('attendance_of_class');
  });
});
