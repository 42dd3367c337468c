import type { Session } from '../../app/identity/read-session.server.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import { chinaDay, startOfChinaDay } from '../../app/training/class-day.ts';
import { planSession } from '../../app/training/in-person/plan-session.server.ts';
import { registerRecording } from '../../app/training/in-person/record-session.server.ts';
import {
  answerSheet,
  readExpected,
  takeAttendance,
} from '../../app/training/in-person/take-attendance.server.ts';
import type { SeedHouse } from './demo-course.ts';
import { demoCourseVersionId } from './demo-course.ts';
import { demoId } from './demo-id.ts';
import { demoInstitutions, enterMissing } from './demo-people.ts';

/** They stand in lists; without a code they cannot sign in. */
const learners = ['赵玉梅', '孙淑英', '周凤兰', '吴秀珍', '郑桂芳', '王春霞'].map((name, i) => ({
  ...({ role: 'learner', at: 'school' } as const),
  ...{ name, phone: `138000000${21 + i}` },
}));

const dayMs = 86_400_000;
const classId = demoId('running class');
const half = (hour: number) => hour * 60 + 30;

/**
 * A second class of the demo, which began two weeks before `nowMs`: a session whose attendance stands and whose recordings
 * count, one that waits for a second person, one to come. All of it goes the way of the desk's own forms; nobody has
 * studied online, for only real seconds of study count.
 */
export async function seedRunningClass({ db, sql, masterKey }: SeedHouse, nowMs: number): Promise<void> {
  const last = demoId('running class: sheet 2');
  const [entered] = await sql`select 1 from attendance_sheet where id = ${last}`;
  if (entered) return;
  await enterMissing(db, masterKey, learners);
  const day = (from: number) => chinaDay(nowMs + from * dayMs);
  const clerk = await findStaff(sql, 'clerk');
  const teacher = await findStaff(sql, 'teacher');
  await sql.begin(async (tx) => {
    const [made] = await tx`
      insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, approved_at,
        state, place_code, online_theory_hours, in_person_theory_hours, practice_hours, workstations)
      values (${classId}, ${demoInstitutions.school}, '养老护理员演示班(正在上课)', ${demoCourseVersionId},
        ${demoId('rules Henan 2023')}, ${day(-14)}, ${day(46)}, ${new Date(nowMs - 20 * dayMs)}, 'approved', '410100', 1, 4, 12, 2)
      on conflict do nothing returning 1`;
    if (!made) return;
    await tx`insert into class_teacher (class_id, teacher_id) values (${classId}, ${teacher.personId})`;
    for (const [i, { phone }] of learners.entries())
      await tx`
        insert into enrolment (learner_id, class_id, enrolled_at)
        select id, ${classId}, ${new Date(nowMs - 18 * dayMs + i * 60_000)} from person
        where phone = ${phone} and role = 'learner' and institution_id = ${demoInstitutions.school}`;
  });

  const plan = (
    id: string,
    at: string,
    kind: 'theory' | 'practice',
    from: number,
    to: number,
    hours: number,
  ) =>
    planSession(
      sql,
      clerk,
      classId,
      {
        ...{ id, day: at, fromMinute: half(from), toMinute: half(to), kind, hours },
        ...{ room: kind === 'practice' ? '实训室 1' : '302 教室', teacherId: teacher.personId },
      },
      clock(day(-14), 7),
    );
  const [first, second, third] = [1, 2, 3].map((n) => demoId(`running class: session ${n}`)) as [
    string,
    string,
    string,
  ];
  await plan(first, day(-8), 'practice', 8, 11, 4);
  await plan(second, day(-2), 'theory', 14, 16, 3);
  await plan(third, day(5), 'practice', 8, 11, 4);

  const mark = async (sessionId: string, sheetId: string, at: ClockReading, late: string, absent: string) => {
    const marks = (await readExpected(sql, classId, { id: sessionId, isMakeUp: false })).map(
      ({ enrolmentId, name }) => ({
        enrolmentId,
        state:
          name === absent ? ('absent' as const) : name === late ? ('late' as const) : ('present' as const),
        lateMinutes: name === late ? 10 : 0,
      }),
    );
    await takeAttendance(sql, teacher, classId, sessionId, { sheetId, seen: 0, reason: '', marks }, at);
  };
  const noon = clock(day(-8), 12);
  const sheetId = demoId('running class: sheet 1');
  await mark(first, sheetId, noon, '郑桂芳', '王春霞');
  await answerSheet(sql, clerk, classId, { sheetId, outcome: 'confirmed' }, noon);
  // Of each class hour a piece of 15 minutes shows everybody who is there.
  for (const n of [0, 1, 2, 3]) {
    const fromS = (half(8) + 45 * n) * 60;
    await registerRecording(
      sql,
      teacher,
      classId,
      first,
      {
        ...{ id: demoId(`running class: recording ${n}`), keptAt: '演示:实训室 1 录像机', sha256: null },
        ...{ fromS, toS: fromS + 45 * 60, visible: 5 },
      },
      noon,
    );
  }
  await mark(second, last, clock(day(-2), 17), '', '吴秀珍');
}

const clock = (day: string, hour: number): ClockReading => ({
  wallMs: startOfChinaDay(day) + hour * 3_600_000,
  monoMs: 0,
  boot: 'demo',
});

/** The first of the school's staff in a role, as somebody who is signed in. */
async function findStaff(sql: SeedHouse['sql'], role: 'clerk' | 'teacher'): Promise<Session> {
  const institutionId = demoInstitutions.school;
  const [found] = await sql<{ personId: string }[]>`
    select id as "personId" from person where role = ${role} and institution_id = ${institutionId} order by phone limit 1`;
  if (!found) throw new Error(`the demo has no ${role}`);
  return { ...found, role, institutionId, mustSetPassword: false, tokenHash: Buffer.alloc(0) };
}
