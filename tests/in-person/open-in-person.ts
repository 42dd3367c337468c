import { randomUUID } from 'node:crypto';
import { digestIdNumber } from '../../app/identity/digest-id-number.server.ts';
import type { Session } from '../../app/identity/read-session.server.ts';
import { startOfChinaDay } from '../../app/training/class-day.ts';
import { registerRecording } from '../../app/training/in-person/record-session.server.ts';
import { planSession } from '../../app/training/in-person/plan-session.server.ts';
import {
  answerSheet,
  readExpected,
  takeAttendance,
  type Mark,
} from '../../app/training/in-person/take-attendance.server.ts';
import type { Sql } from '../../db/client.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { idNumberOf, nameOf, phoneOf } from '../roster/make-people.ts';

export { why } from '../application/open-application.ts';
export const clerk = sessionOf(fixtures.clerk.id, 'clerk');
export const teacher = sessionOf(fixtures.teacher.id, 'teacher');
export const inspector = sessionOf(fixtures.inspector.id, 'inspector');
export const bureau = sessionOf(fixtures.bureau.id, 'bureau', fixtures.bureau.institutionId);
export const otherBureau = sessionOf(fixtures.otherBureau.id, 'bureau', fixtures.otherBureau.institutionId);
export const otherClerk = sessionOf(fixtures.other.clerk.id, 'clerk', fixtures.other.institutionId);

/** The clock of the server on a day in China. */
export const clock = (day: string, time: string) => ({
  wallMs: startOfChinaDay(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000,
  monoMs: 0,
  boot: 'test',
});
export const before = clock('2026-03-01', '08:00');
export const after = clock('2026-03-20', '20:00');

export type Group = { classId: string; learners: { enrolmentId: string; name: string; n: number }[] };

/** An approved class of March to June 2026 with 8 hours of theory and 12 of practice in person, and its learners. */
export async function openGroup(
  sql: Sql,
  from: number,
  count = 3,
  { state = 'approved', isSubsidised = true, startsOn = '2026-03-01', endsOn = '2026-06-30' } = {},
): Promise<Group> {
  const classId = randomUUID();
  const approved = state === 'approved' ? new Date('2026-02-20T00:00:00Z') : null;
  await sql`insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on,
      place_code, state, approved_at, is_subsidised, online_theory_hours, in_person_theory_hours, practice_hours, workstations)
    values (${classId}, ${fixtures.institutionId}, '春季班', ${fixtures.courseVersionId}, ${fixtures.ruleProfileId}, ${startsOn},
      ${endsOn}, '410100', ${state}, ${approved}, ${isSubsidised}, 0, 8, 12, 1)`;
  await sql`insert into class_teacher values (${classId}, ${fixtures.teacher.id})`;
  const learners: Group['learners'] = [];
  for (let n = from; n < from + count; n++) {
    const enrolmentId = randomUUID();
    const [person] = await sql<{ id: string }[]>`
      insert into person (institution_id, role, name, phone, id_number_digest)
      values (${fixtures.institutionId}, 'learner', ${nameOf(n)}, ${phoneOf(n)}, ${digestIdNumber(testMasterKey, idNumberOf(n))})
      returning id`;
    await sql`insert into enrolment (id, learner_id, class_id, enrolled_at)
      values (${enrolmentId}, ${person?.id ?? ''}, ${classId}, ${new Date(Date.UTC(2026, 1, 1, 0, 0, n % 60))})`;
    learners.push({ enrolmentId, name: nameOf(n), n });
  }
  return { classId, learners };
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A session as its form sends it: 4 hours of practice from 8:00 to 11:00 unless said otherwise. */
export const typed = (
  day: string,
  { from = '08:00', to = '11:00', kind = 'practice' as 'theory' | 'practice', hours = 4 } = {},
) => ({
  ...{ id: randomUUID(), day, fromMinute: minutes(from), toMinute: minutes(to), kind, hours },
  ...{ room: '实训室 1', teacherId: fixtures.teacher.id as string },
});

/** Plans it before it begins; answers its id. */
export async function plan(
  sql: Sql,
  { classId }: Group,
  day: string,
  how: Parameters<typeof typed>[1] = {},
  now = before,
): Promise<string> {
  const session = typed(day, how);
  await planSession(sql, clerk, classId, session, now);
  return session.id;
}

/** How often attendance of a session was touched, as its page says. */
export async function seenOf(sql: Sql, sessionId: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select (count(*) + count(o.sheet_id))::int as n from attendance_sheet a left join attendance_outcome o on o.sheet_id = a.id
    where a.session_id = ${sessionId}`;
  return row?.n ?? 0;
}

/** Everybody present, but for those who are named. */
export async function marksOf(
  sql: Sql,
  { classId }: Group,
  sessionId: string,
  but: Record<string, Partial<Mark>> = {},
): Promise<Mark[]> {
  const [row] = await sql<{ isMakeUp: boolean }[]>`
    select makes_up is not null as "isMakeUp" from class_session where id = ${sessionId}`;
  const expected = await readExpected(sql, classId, { id: sessionId, isMakeUp: row?.isMakeUp ?? false });
  return expected.map(({ enrolmentId }) => ({
    enrolmentId,
    state: 'present',
    lateMinutes: 0,
    ...but[enrolmentId],
  }));
}

/** Takes attendance by one person; answers the sheet. */
export async function take(
  sql: Sql,
  group: Group,
  sessionId: string,
  { by = teacher as Session, but = {} as Record<string, Partial<Mark>>, reason = '', now = after } = {},
): Promise<string> {
  const sheetId = randomUUID();
  const marks = await marksOf(sql, group, sessionId, but);
  const seen = await seenOf(sql, sessionId);
  await takeAttendance(sql, by, group.classId, sessionId, { sheetId, seen, reason, marks }, now);
  return sheetId;
}

/** Takes it and has it confirmed by a second person. */
export async function attend(
  sql: Sql,
  group: Group,
  sessionId: string,
  but: Record<string, Partial<Mark>> = {},
  reason = '',
): Promise<void> {
  const sheetId = await take(sql, group, sessionId, { but, reason });
  await answerSheet(sql, clerk, group.classId, { sheetId, outcome: 'confirmed' }, after);
}

/** A piece of recording as its form sends it. */
export const piece = (from: string, to: string, visible: number) => ({
  ...{ id: randomUUID(), keptAt: '实训室 1 硬盘录像机', fromS: minutes(from) * 60, toS: minutes(to) * 60 },
  ...{ sha256: null as string | null, visible },
});

export const record = (
  sql: Sql,
  { classId }: Group,
  sessionId: string,
  what: ReturnType<typeof piece>,
  now = after,
) => registerRecording(sql, teacher, classId, sessionId, what, now);
