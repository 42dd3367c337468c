import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { chinaDay, startOfChinaDay } from '../class-day.ts';
import { readInspections } from '../application/inspect-class.server.ts';
import type { OwnClass } from '../own-class.server.ts';
import { addMonths } from '../roster/cooling-off.ts';
import { hoursRecorded, type SessionKind } from './count-hours.ts';
import { meanTenths } from './judge-subsidy.ts';
import { readAttendance } from './read-attendance.server.ts';
import { readHeldSessions, readInPersonHours } from './read-in-person-hours.server.ts';
import { readRecordings, readSubsidy, type SubsidyFact } from './subsidy.server.ts';
import type { InPersonHours } from './sum-hours.ts';

/** Where a session stands: to come, over without attendance, waiting for a second person, held, cancelled. */
export type SessionStatus = 'planned' | 'due' | 'waiting' | 'held' | 'cancelled';

export type SessionListed = {
  id: string;
  day: string;
  fromMinute: number;
  toMinute: number;
  kind: SessionKind;
  hours: number;
  room: string;
  teacher: string;
  isMakeUp: boolean;
  status: SessionStatus;
  present: number | null;
  /** Class hours with recording enough; null: not held. */
  recordedHours: number | null;
};

export type SessionsSeen = {
  sessions: SessionListed[];
  planned: Record<SessionKind, number>;
  most: Record<SessionKind, number>;
  classHourS: number;
  learners: ({ enrolmentId: string; name: string } & InPersonHours)[];
  teachers: { id: string; name: string }[];
  subsidy: SubsidyFact[];
  unshown: number;
  /** Means of those present in tenths: at the sessions, and as inspections counted (P024). */
  presentTenths: number | null;
  inspectedTenths: number | null;
  /** The last day on which recordings are kept (P054). */
  keptUntil: string;
  mayPlan: boolean;
  mayTake: boolean;
  mayLift: boolean;
  today: string;
  newId: string;
};

/** The subsidy of a class as all its pages show it: every word, and how many recordings do not show everybody (P053). */
export async function showSubsidy(sql: Sql, classId: string) {
  const [subsidy, recordings] = await Promise.all([readSubsidy(sql, classId), readRecordings(sql, classId)]);
  return { subsidy, unshown: recordings.filter(({ visible, present }) => visible < present).length };
}

/** The page of the hours in person of a class, for somebody whom it concerns. */
export async function showSessions(
  sql: Sql,
  session: Session,
  own: OwnClass,
  now: ClockReading,
): Promise<SessionsSeen> {
  type Row = Omit<SessionListed, 'status' | 'present' | 'recordedHours'> & { state: string };
  const [rows, held, attendance, hours, people, teachers, rules, inspections, told] = await Promise.all([
    sql<Row[]>`
      select s.id, s.day::text, s.from_minute as "fromMinute", s.to_minute as "toMinute", s.kind, s.hours, s.room,
        p.name as teacher, s.makes_up is not null as "isMakeUp", s.state
      from class_session s join person p on p.id = s.teacher_id where s.class_id = ${own.id}
      order by s.day, s.from_minute, s.id`,
    readHeldSessions(sql, own.id),
    readAttendance(sql, own.id),
    readInPersonHours(sql, own.id),
    sql<{ enrolmentId: string; name: string }[]>`
      select e.id as "enrolmentId", p.name from enrolment e join person p on p.id = e.learner_id
      where e.class_id = ${own.id} order by e.enrolled_at, e.id`,
    readTeachers(sql, own.id),
    readRules(sql, own.id),
    readInspections(sql, own.id),
    showSubsidy(sql, own.id),
  ]);
  const sessions = rows.map(({ state, ...row }): SessionListed => {
    const found = held.find(({ id }) => id === row.id);
    const marks = attendance.filter((one) => one.sessionId === row.id);
    const isOver = startOfChinaDay(row.day) + row.toMinute * 60_000 <= now.wallMs;
    const isWaiting = marks.some((one) => one.isWaiting);
    const isHeld = found?.isHeld === true;
    const status = isHeld ? 'held' : isOver ? 'due' : 'planned';
    return {
      ...row,
      status: state === 'cancelled' ? 'cancelled' : isWaiting ? 'waiting' : status,
      present: isHeld ? marks.filter((one) => !one.isWaiting && one.state !== 'absent').length : null,
      recordedHours: isHeld ? hoursRecorded(found, found.recordings).filter(Boolean).length : null,
    };
  });
  const sum = (kind: SessionKind) =>
    held
      .filter((one) => one.kind === kind && one.makesUp === null)
      .reduce((total, one) => total + one.hours, 0);
  const ordinary = sessions.filter((one) => !one.isMakeUp);
  const { classHourS, years, theory, practice } = rules;
  return {
    ...{ sessions, teachers, classHourS, ...told },
    planned: { theory: sum('theory'), practice: sum('practice') },
    most: { theory, practice },
    learners: people.map((one) => ({ ...one, ...(hours.get(one.enrolmentId) ?? noHours) })),
    presentTenths: meanTenths(ordinary.flatMap(({ present }) => (present === null ? [] : [present]))),
    inspectedTenths: meanTenths(inspections.map(({ headcount }) => headcount)),
    keptUntil: addMonths(own.endsOn, years * 12),
    mayPlan: session.role === 'clerk' && own.state !== 'rejected' && own.state !== 'closed',
    mayTake: (session.role === 'clerk' || session.role === 'teacher') && own.state === 'approved',
    mayLift: session.role === 'bureau' && told.subsidy[0]?.kind === 'cancelled',
    today: chinaDay(now.wallMs),
    newId: randomUUID(),
  };
}

const noHours: InPersonHours = { theoryHours: 0, practiceHours: 0, withheld: [], attendancePct: null };

/** The teachers of a class by name. */
export const readTeachers = (sql: Sql, classId: string) =>
  sql<{ id: string; name: string }[]>`
    select p.id, p.name from class_teacher t join person p on p.id = t.teacher_id
    where t.class_id = ${classId} order by p.name, p.id`;

/** What of a class's rules its sessions hang on. */
export async function readRules(sql: Sql, classId: string) {
  const [row] = await sql<{ classHourS: number; years: number; theory: number; practice: number }[]>`
    select coalesce((r.parameters ->> 'class_hour_min_s')::int, 2400) as "classHourS",
      coalesce((r.parameters ->> 'retention_years')::int, 3) as years,
      c.in_person_theory_hours as theory, c.practice_hours as practice
    from training_class c join rule_profile r on r.id = c.rule_profile_id where c.id = ${classId}`;
  return row ?? { classHourS: 2_400, years: 3, theory: 0, practice: 0 };
}
