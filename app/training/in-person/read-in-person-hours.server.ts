import type { Sql, SqlTx } from '../../../db/client.ts';
import type { SessionKind, Span } from './count-hours.ts';
import { pairSpans, readAttendance, standing } from './read-attendance.server.ts';
import { sumHours, type InPersonHours, type Presence, type SessionHeld } from './sum-hours.ts';

type Row = {
  id: string;
  day: string;
  kind: SessionKind;
  hours: number;
  fromS: number;
  toS: number;
  makesUp: string | null;
  isHeld: boolean;
  recorded: number[];
};

/** The sessions of a class that were not cancelled, in order, with their recordings. */
export async function readHeldSessions(sql: Sql | SqlTx, classId: string): Promise<SessionHeld[]> {
  const rows = await sql<Row[]>`
    select s.id, s.day::text, s.kind, s.hours, s.from_minute * 60 as "fromS", s.to_minute * 60 as "toS",
      s.makes_up as "makesUp",
      exists (select 1 from attendance_sheet a left join attendance_outcome o on o.sheet_id = a.id
        where a.session_id = s.id and ${standing(sql)}) as "isHeld",
      array(select unnest(array[r.from_s, r.to_s]) from session_recording r
        where r.session_id = s.id order by r.seq) as recorded
    from class_session s where s.class_id = ${classId} and s.state = 'planned'
    order by s.day, s.from_minute, s.id`;
  return rows.map(({ recorded, ...row }) => ({
    ...row,
    isMakeUp: row.makesUp !== null,
    recordings: pairSpans(recorded),
  }));
}

/**
 * The in-person hours of everybody in a class, by enrolment: computed from timetable, attendance and recordings, never
 * typed (P024, P051, P052, P055). The caller has asked whom the class concerns. Hours are whole class hours; cost: four
 * statements, whatever the number of learners.
 */
export async function readInPersonHours(
  sql: Sql | SqlTx,
  classId: string,
): Promise<Map<string, InPersonHours>> {
  const [sessions, attendance, named, people] = await Promise.all([
    readHeldSessions(sql, classId),
    readAttendance(sql, classId),
    sql<{ sessionId: string; enrolmentId: string }[]>`
      select l.session_id as "sessionId", l.enrolment_id as "enrolmentId"
      from session_learner l join class_session s on s.id = l.session_id where s.class_id = ${classId}`,
    sql<{ id: string; classHourS: number }[]>`
      select e.id, coalesce((r.parameters ->> 'class_hour_min_s')::int, 2400) as "classHourS"
      from enrolment e join training_class c on c.id = e.class_id join rule_profile r on r.id = c.rule_profile_id
      where e.class_id = ${classId}`,
  ]);
  const presences = new Map(people.map(({ id }) => [id, new Map<string, Presence>()]));
  const set = (enrolmentId: string, sessionId: string, change: Partial<Presence>) => {
    const own = presences.get(enrolmentId);
    const before = own?.get(sessionId) ?? { spans: noSpans, waiting: noSpans, isNamed: false };
    own?.set(sessionId, { ...before, ...change });
  };
  for (const { enrolmentId, sessionId, spans, isWaiting } of attendance)
    set(enrolmentId, sessionId, isWaiting ? { waiting: spans } : { spans });
  for (const { enrolmentId, sessionId } of named) set(enrolmentId, sessionId, { isNamed: true });
  return new Map(
    people.map(({ id, classHourS }) => [id, sumHours(sessions, presences.get(id) ?? new Map(), classHourS)]),
  );
}

const noSpans: Span[] = [];
