import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay, startOfChinaDay } from '../class-day.ts';
import type { OwnClass } from '../own-class.server.ts';
import type { SessionKind } from './count-hours.ts';
import { presentDuring } from './judge-subsidy.ts';
import { readAttendance, type AttendanceRow } from './read-attendance.server.ts';
import { readInPersonHours } from './read-in-person-hours.server.ts';
import { readTeachers } from './show-sessions.server.ts';
import { readRecordings, type Recording } from './subsidy.server.ts';
import { readExpected } from './take-attendance.server.ts';

/** One sheet of a session, with what became of it. */
export type SheetTold = {
  id: string;
  source: 'hand' | 'device';
  reason: string;
  by: string;
  isMine: boolean;
  at: string;
  entries: number;
  outcome: 'confirmed' | 'declined' | null;
  witness: string | null;
};

/** A learner at the session: what stands, what waits. */
export type MarkSeen = {
  enrolmentId: string;
  name: string;
  stands: Pick<AttendanceRow, 'state' | 'spans'> | null;
  waits: Pick<AttendanceRow, 'state' | 'spans'> | null;
};

export type SessionPast = {
  revision: number;
  day: string;
  fromMinute: number;
  toMinute: number;
  reason: string;
};

export type SessionSeen = {
  id: string;
  day: string;
  fromMinute: number;
  toMinute: number;
  kind: SessionKind;
  hours: number;
  room: string;
  teacherId: string;
  teacher: string;
  state: 'planned' | 'cancelled';
  reason: string;
  revision: number;
  /** The session that it makes up for. */
  original: { id: string; day: string } | null;
  marks: MarkSeen[];
  sheets: SheetTold[];
  past: SessionPast[];
  recordings: Recording[];
  present: number;
  missed: { enrolmentId: string; name: string }[];
  teachers: { id: string; name: string }[];
  isOver: boolean;
  mayChange: boolean;
  mayCancel: boolean;
  mayTake: boolean;
  mayMakeUp: boolean;
  seen: number;
  newId: string;
  today: string;
};

/** One session of a class, for somebody whom the class concerns. Throws `not_found`. */
export async function showSession(
  sql: Sql,
  session: Session,
  own: OwnClass,
  sessionId: string,
  now: ClockReading,
): Promise<SessionSeen> {
  const [row] = await sql<Stored[]>`
    select s.id, s.day::text, s.from_minute as "fromMinute", s.to_minute as "toMinute", s.kind, s.hours, s.room,
      s.teacher_id as "teacherId", p.name as teacher, s.state, s.reason, s.revision, s.makes_up as "makesUp",
      o.day::text as "originalDay"
    from class_session s join person p on p.id = s.teacher_id left join class_session o on o.id = s.makes_up
    where s.id::text = ${sessionId} and s.class_id = ${own.id}`;
  if (!row) throw new Refusal('not_found');
  const { makesUp, originalDay, ...stored } = row;
  const [expected, attendance, sheets, past, recordings, hours, teachers] = await Promise.all([
    readExpected(sql, own.id, { id: row.id, isMakeUp: makesUp !== null }),
    readAttendance(sql, own.id, row.id),
    readSheets(sql, row.id, session),
    readPast(sql, row.id),
    readRecordings(sql, own.id),
    readInPersonHours(sql, own.id),
    readTeachers(sql, own.id),
  ]);
  const standing = attendance.filter(({ isWaiting }) => !isWaiting);
  const of = (enrolmentId: string, isWaiting: boolean) =>
    attendance.find((one) => one.enrolmentId === enrolmentId && one.isWaiting === isWaiting) ?? null;
  const begins = startOfChinaDay(row.day) + row.fromMinute * 60_000;
  const isOver = startOfChinaDay(row.day) + row.toMinute * 60_000 <= now.wallMs;
  const isRunning = own.state !== 'rejected' && own.state !== 'closed' && row.state === 'planned';
  const isClerk = session.role === 'clerk';
  const mayChange = isClerk && isRunning && sheets.length === 0;
  const missed = expected.filter(({ enrolmentId }) =>
    hours.get(enrolmentId)?.withheld.some((one) => one.sessionId === row.id && one.reason !== 'witness'),
  );
  return {
    ...stored,
    original: makesUp === null || originalDay === null ? null : { id: makesUp, day: originalDay },
    marks: expected.map((one) => ({
      ...one,
      stands: of(one.enrolmentId, false),
      waits: of(one.enrolmentId, true),
    })),
    ...{ sheets, past, teachers, missed, isOver },
    recordings: recordings.filter((one) => one.sessionId === row.id),
    present: presentDuring(
      standing.map(({ spans }) => spans),
      [row.fromMinute * 60, row.toMinute * 60],
    ),
    mayChange: mayChange && begins > now.wallMs,
    mayCancel: mayChange,
    mayTake:
      (isClerk || session.role === 'teacher') &&
      own.state === 'approved' &&
      row.state === 'planned' &&
      isOver,
    mayMakeUp: isClerk && isRunning && makesUp === null && standing.length > 0 && missed.length > 0,
    seen: sheets.length + sheets.filter(({ outcome }) => outcome !== null).length,
    newId: randomUUID(),
    today: chinaDay(now.wallMs),
  };
}

type Stored = Pick<
  SessionSeen,
  | 'id'
  | 'day'
  | 'fromMinute'
  | 'toMinute'
  | 'kind'
  | 'hours'
  | 'room'
  | 'teacherId'
  | 'teacher'
  | 'state'
  | 'reason'
  | 'revision'
> & { makesUp: string | null; originalDay: string | null };

const readSheets = (sql: Sql, sessionId: string, { personId }: Session) =>
  sql<SheetTold[]>`
    select a.id, a.source, a.reason, p.name as by, a.taken_by = ${personId} as "isMine",
      to_char(a.taken_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, o.outcome, w.name as witness,
      (select count(*)::int from attendance_entry n where n.sheet_id = a.id) as entries
    from attendance_sheet a join person p on p.id = a.taken_by
      left join attendance_outcome o on o.sheet_id = a.id left join person w on w.id = o.decided_by
    where a.session_id = ${sessionId} order by a.seq desc`;

/** What the session was, and why it was changed after that. */
const readPast = (sql: Sql, sessionId: string) =>
  sql<SessionPast[]>`
    select h.revision, h.was ->> 'day' as day, (h.was ->> 'from_minute')::int as "fromMinute",
      (h.was ->> 'to_minute')::int as "toMinute", coalesce(
        (select x.was ->> 'reason' from class_session_past x where x.session_id = h.session_id and x.revision = h.revision + 1),
        (select s.reason from class_session s where s.id = h.session_id)) as reason
    from class_session_past h where h.session_id = ${sessionId} order by h.revision`;
