import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { startOfChinaDay } from '../class-day.ts';
import { requireOwnClass, type OwnClass } from '../own-class.server.ts';
import type { SessionTyped } from './in-person.wire.ts';
import { minutesLeast, overlaps, sayMinute } from './judge-session.ts';
import { readInPersonHours } from './read-in-person-hours.server.ts';

/** The learners of a make-up lesson and why they were missing (P055). */
export type MakeUp = { sessionId: string; enrolmentIds: string[]; reason: string };

/**
 * Puts a session into the timetable of a class, or a make-up lesson for learners who missed one (P055). Under the lock of
 * the class and its teacher: on a day of the class, not in the past, as long as its hours (P032), at a time at which
 * neither class nor teacher has another, and no more hours than planned. A second press of one form adds nothing. Throws
 * `not_found`, `forbidden`, `class_step`, `session_*`, `make_up_late`, `make_up_unmissed`.
 */
export async function planSession(
  sql: Sql,
  session: Session,
  classId: string,
  { id, makeUp = null, ...typed }: SessionTyped & { id: string; makeUp?: MakeUp | null },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireTimetable(tx, session, classId);
    const [again] = await tx`select 1 from class_session where id = ${id} and class_id = ${own.id}`;
    if (again) return;
    const [original] = makeUp === null ? [] : await readOriginal(tx, own.id, makeUp.sessionId);
    if (makeUp !== null && !original) throw new Refusal('not_found');
    const kind = original?.kind ?? typed.kind;
    await requireFit(tx, own, { ...typed, kind, id, isMakeUp: makeUp !== null }, now);
    if (makeUp !== null) await requireMissed(tx, own, typed.day, makeUp);
    await tx`insert into class_session (id, class_id, day, from_minute, to_minute, kind, hours, room, teacher_id, makes_up,
        changed_by, changed_at)
      values (${id}, ${own.id}, ${typed.day}, ${typed.fromMinute}, ${typed.toMinute}, ${kind}, ${typed.hours}, ${typed.room},
        ${typed.teacherId}, ${makeUp?.sessionId ?? null}, ${session.personId}, ${new Date(now.wallMs)})`;
    for (const enrolmentId of makeUp?.enrolmentIds ?? [])
      await tx`insert into session_learner (session_id, enrolment_id, reason) values (${id}, ${enrolmentId}, ${makeUp?.reason ?? ''})`;
  });
}

/**
 * Moves a session that has not begun, with a reason; what it was is kept. Throws as `planSession`, `session_held`,
 * `session_changed`.
 */
export async function changeSession(
  sql: Sql,
  session: Session,
  classId: string,
  { id, revision, reason, ...typed }: SessionTyped & { id: string; revision: number; reason: string },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireTimetable(tx, session, classId);
    const stored = await requirePlanned(tx, own.id, id, revision);
    if (beginsAt(stored) <= now.wallMs || stored.isMarked) throw new Refusal('session_held');
    const kind = stored.makesUp === null ? typed.kind : stored.kind;
    await requireFit(tx, own, { ...typed, kind, id, isMakeUp: stored.makesUp !== null }, now);
    if (stored.makesUp !== null) await requireBeforeAssessment(tx, own.id, typed.day, null);
    await tx`update class_session set day = ${typed.day}, from_minute = ${typed.fromMinute}, to_minute = ${typed.toMinute},
        kind = ${kind}, hours = ${typed.hours}, room = ${typed.room}, teacher_id = ${typed.teacherId}, reason = ${reason},
        revision = revision + 1, changed_by = ${session.personId}, changed_at = ${new Date(now.wallMs)}
      where id = ${id}`;
  });
}

/** Cancels a session for which nobody was marked, with a reason. A second press changes nothing. */
export async function cancelSession(
  sql: Sql,
  session: Session,
  classId: string,
  { id, revision, reason }: { id: string; revision: number; reason: string },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireTimetable(tx, session, classId);
    const [gone] =
      await tx`select 1 from class_session where id = ${id} and class_id = ${own.id} and state = 'cancelled'`;
    if (gone) return;
    const stored = await requirePlanned(tx, own.id, id, revision);
    if (stored.isMarked) throw new Refusal('session_held');
    await tx`update class_session set state = 'cancelled', reason = ${reason}, revision = revision + 1,
        changed_by = ${session.personId}, changed_at = ${new Date(now.wallMs)} where id = ${id}`;
  });
}

/** The class of a clerk whose timetable may change, locked. */
async function requireTimetable(tx: SqlTx, session: Session, classId: string): Promise<OwnClass> {
  const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  if (own.state === 'rejected' || own.state === 'closed')
    throw new Refusal('class_step', { state: own.state });
  return own;
}

type Stored = {
  day: string;
  fromMinute: number;
  kind: SessionTyped['kind'];
  makesUp: string | null;
  isMarked: boolean;
};
const beginsAt = ({ day, fromMinute }: Pick<Stored, 'day' | 'fromMinute'>) =>
  startOfChinaDay(day) + fromMinute * 60_000;

async function requirePlanned(tx: SqlTx, classId: string, id: string, revision: number): Promise<Stored> {
  const [stored] = await tx<(Stored & { revision: number; state: string })[]>`
    select day::text, from_minute as "fromMinute", kind, makes_up as "makesUp", revision, state,
      exists (select 1 from attendance_sheet a where a.session_id = s.id) as "isMarked"
    from class_session s where id::text = ${id} and class_id = ${classId} for update of s`;
  if (!stored) throw new Refusal('not_found');
  if (stored.revision !== revision || stored.state !== 'planned') throw new Refusal('session_changed');
  return stored;
}

const readOriginal = (tx: SqlTx, classId: string, sessionId: string) =>
  tx<{ kind: SessionTyped['kind'] }[]>`
    select kind from class_session
    where id::text = ${sessionId} and class_id = ${classId} and state = 'planned' and makes_up is null`;

async function requireFit(
  tx: SqlTx,
  own: OwnClass,
  fit: SessionTyped & { id: string; isMakeUp: boolean },
  now: ClockReading,
): Promise<void> {
  const { day, fromMinute, toMinute, hours, kind, teacherId } = fit;
  if (day < own.startsOn || day > own.endsOn) throw new Refusal('session_outside', { field: 'day' });
  if (beginsAt(fit) <= now.wallMs) throw new Refusal('session_past', { field: 'day' });
  if (hours < 1) throw new Refusal('bad_shape', { field: 'hours' });
  const [rules] = await tx<{ classHourS: number; theory: number; practice: number }[]>`
    select coalesce((r.parameters ->> 'class_hour_min_s')::int, 2400) as "classHourS",
      c.in_person_theory_hours as theory, c.practice_hours as practice
    from training_class c join rule_profile r on r.id = c.rule_profile_id where c.id = ${own.id}`;
  const least = minutesLeast(hours, rules?.classHourS ?? 2_400);
  if (toMinute - fromMinute < least)
    throw new Refusal('session_short', { field: 'toMinute', minutes: least });
  const [teacher] = await tx`select 1 from person p join class_teacher t on t.teacher_id = p.id
    where p.id = ${teacherId} and t.class_id = ${own.id} for no key update of p`;
  if (!teacher) throw new Refusal('bad_shape', { field: 'teacherId' });
  const beside = await tx<
    (Stored & { id: string; toMinute: number; title: string; hours: number; isOwn: boolean })[]
  >`
    select s.id, s.day::text, s.from_minute as "fromMinute", s.to_minute as "toMinute", s.kind, s.hours,
      s.makes_up as "makesUp", c.title, s.class_id = ${own.id} as "isOwn"
    from class_session s join training_class c on c.id = s.class_id
    where (s.class_id = ${own.id} or s.teacher_id = ${teacherId} and s.day = ${day})
      and s.state = 'planned' and s.id <> ${fit.id}`;
  const clash = beside.find((one) => overlaps(one, fit));
  if (clash)
    throw new Refusal('session_clash', {
      field: 'fromMinute',
      who: clash.isOwn ? 'class' : 'teacher',
      time: `${sayMinute(clash.fromMinute)}–${sayMinute(clash.toMinute)}`,
    });
  if (fit.isMakeUp) return;
  const planned = beside
    .filter((one) => one.isOwn && one.kind === kind && one.makesUp === null)
    .reduce((sum, one) => sum + one.hours, 0);
  const most = rules?.[kind] ?? 0;
  if (planned + hours > most)
    throw new Refusal('session_hours_over', { field: 'hours', most, left: Math.max(0, most - planned) });
}

/** Learners who missed hours of a session that was held, and are not assessed yet (P055). */
async function requireMissed(
  tx: SqlTx,
  own: OwnClass,
  day: string,
  { sessionId, enrolmentIds }: MakeUp,
): Promise<void> {
  await requireBeforeAssessment(tx, own.id, day, enrolmentIds);
  const hours = await readInPersonHours(tx, own.id);
  const missed = (id: string) =>
    hours.get(id)?.withheld.some((one) => one.sessionId === sessionId && one.reason !== 'witness') === true;
  if (enrolmentIds.length === 0 || !enrolmentIds.every(missed))
    throw new Refusal('make_up_unmissed', { field: 'learners' });
}

async function requireBeforeAssessment(
  tx: SqlTx,
  classId: string,
  day: string,
  enrolmentIds: string[] | null,
): Promise<void> {
  const [late] = await tx`
    select 1 from class_application where class_id = ${classId} and assessment_on <= ${day}
    union all
    select 1 from assessment_result r join enrolment e on e.id = r.enrolment_id
    where e.class_id = ${classId} and (${enrolmentIds}::uuid[] is null or e.id = any(${enrolmentIds}::uuid[]))
      and r.ended_on <= ${day}
    limit 1`;
  if (late) throw new Refusal('make_up_late', { field: 'day' });
}
