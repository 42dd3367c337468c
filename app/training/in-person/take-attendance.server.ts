import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { startOfChinaDay } from '../class-day.ts';
import { requireOwnClass, type OwnClass } from '../own-class.server.ts';
import type { Span } from './count-hours.ts';
import type { AttendanceState } from './attendance-state.ts';
import { readAttendance, type AttendanceRow } from './read-attendance.server.ts';
import { recordSheets } from '../outbox/record-in-person.server.ts';
import { cancelWhereDue } from './subsidy.server.ts';

/** One learner as she is marked; `lateMinutes` after the beginning. */
export type Mark = { enrolmentId: string; state: AttendanceState; lateMinutes: number };

/** A session whose attendance or recordings are worked on, locked. `seen` grows with every sheet and every answer to one. */
export type OpenSession = {
  id: string;
  fromS: number;
  toS: number;
  isMakeUp: boolean;
  seen: number;
  isWaiting: boolean;
};

/** The class of a clerk or teacher while it runs, locked. Throws `not_found`, `forbidden`, `attendance_closed` (P019). */
export async function requireRunning(tx: SqlTx, session: Session, classId: string): Promise<OwnClass> {
  const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
  if (session.role !== 'clerk' && session.role !== 'teacher') throw new Refusal('forbidden');
  if (own.state !== 'approved') throw new Refusal('attendance_closed');
  return own;
}

/** One of its sessions that is over, locked. Throws `not_found`, `attendance_early`. */
export async function requireOver(
  tx: SqlTx,
  classId: string,
  sessionId: string,
  now: ClockReading,
): Promise<OpenSession> {
  const [found] = await tx<(OpenSession & { day: string })[]>`
    select s.id, s.day::text, s.from_minute * 60 as "fromS", s.to_minute * 60 as "toS",
      s.makes_up is not null as "isMakeUp",
      (select count(*) + count(o.sheet_id) from attendance_sheet a left join attendance_outcome o on o.sheet_id = a.id
        where a.session_id = s.id)::int as seen,
      exists (select 1 from attendance_sheet a left join attendance_outcome o on o.sheet_id = a.id
        where a.session_id = s.id and a.source = 'hand' and o.sheet_id is null) as "isWaiting"
    from class_session s where s.id::text = ${sessionId} and s.class_id = ${classId} and s.state = 'planned' for update of s`;
  if (!found) throw new Refusal('not_found');
  if (startOfChinaDay(found.day) + found.toS * 1000 > now.wallMs) throw new Refusal('attendance_early');
  return found;
}

/** Who may be marked at a session: the class, or whom a make-up lesson names. */
export async function readExpected(
  sql: Sql | SqlTx,
  classId: string,
  session: Pick<OpenSession, 'id' | 'isMakeUp'>,
) {
  return sql<{ enrolmentId: string; name: string }[]>`
    select e.id as "enrolmentId", p.name from enrolment e join person p on p.id = e.learner_id
    where e.class_id = ${classId} and (${!session.isMakeUp} or e.id in (
      select l.enrolment_id from session_learner l where l.session_id = ${session.id}))
    order by e.enrolled_at, e.id`;
}

/**
 * Marks learners at a session that is over. The first sheet marks everybody; a later one holds only what changes, with a
 * reason. Nothing of it counts before a second person confirms it. A second press of one form adds nothing. Throws
 * `attendance_closed`, `attendance_early`, `attendance_changed`, `attendance_waits`, `reason_missing`, `bad_shape`.
 */
export async function takeAttendance(
  sql: Sql,
  session: Session,
  classId: string,
  sessionId: string,
  { sheetId, seen, reason, marks }: { sheetId: string; seen: number; reason: string; marks: Mark[] },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireRunning(tx, session, classId);
    const open = await requireOver(tx, own.id, sessionId, now);
    const [again] =
      await tx`select 1 from attendance_sheet where id = ${sheetId} and session_id = ${open.id}`;
    if (again) return;
    if (open.isWaiting) throw new Refusal('attendance_waits');
    if (open.seen !== seen) throw new Refusal('attendance_changed');
    const expected = await readExpected(tx, own.id, open);
    const before = (await readAttendance(tx, own.id, open.id)).filter(({ isWaiting }) => !isWaiting);
    const byId = new Map(marks.map((mark) => [mark.enrolmentId, mark]));
    if (
      byId.size !== marks.length ||
      marks.some((one) => !expected.some((who) => who.enrolmentId === one.enrolmentId))
    )
      throw new Refusal('bad_shape', { field: 'marks' });
    if (before.length === 0 && marks.length < expected.length)
      throw new Refusal('bad_shape', { field: 'marks' });
    const entries = marks.map((mark) => ({ ...mark, spans: spansOf(mark, open) }));
    const changed = entries.filter((one) => !isSame(one, before));
    if (changed.length === 0) return;
    if (before.length > 0 && reason === '') throw new Refusal('reason_missing', { field: 'reason' });
    await storeSheet(
      tx,
      { id: sheetId, sessionId: open.id, source: 'hand', fileSha256: null, reason },
      changed,
      session,
      now,
    );
  });
}

/** A second person of the institution confirms a sheet, or somebody returns it. Throws `witness_own`, `attendance_changed`. */
export async function answerSheet(
  sql: Sql,
  session: Session,
  classId: string,
  { sheetId, outcome }: { sheetId: string; outcome: 'confirmed' | 'declined' },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireRunning(tx, session, classId);
    const [sheet] = await tx<{ takenBy: string; outcome: string | null }[]>`
      select a.taken_by as "takenBy", o.outcome from attendance_sheet a join class_session s on s.id = a.session_id
        left join attendance_outcome o on o.sheet_id = a.id
      where a.id = ${sheetId} and s.class_id = ${own.id} and a.source = 'hand'`;
    if (!sheet) throw new Refusal('not_found');
    if (outcome === 'confirmed' && sheet.takenBy === session.personId) throw new Refusal('witness_own');
    if (sheet.outcome === outcome) return;
    if (sheet.outcome !== null) throw new Refusal('attendance_changed');
    await tx`insert into attendance_outcome (sheet_id, outcome, decided_by, decided_at)
      values (${sheetId}, ${outcome}, ${session.personId}, ${new Date(now.wallMs)})`;
    await recordSheets(tx, { sheetId }, now.wallMs);
    await cancelWhereDue(tx, own.id, now);
  });
}

function spansOf({ state, lateMinutes }: Mark, { fromS, toS }: OpenSession): Span[] {
  if (state === 'absent') return [];
  if (state === 'present') return [[fromS, toS]];
  const from = fromS + lateMinutes * 60;
  if (lateMinutes < 1 || from >= toS) throw new Refusal('bad_shape', { field: 'late' });
  return [[from, toS]];
}

/** Whether what stands says the same of her. */
export function isSame(
  { enrolmentId, state, spans }: Pick<AttendanceRow, 'enrolmentId' | 'state' | 'spans'>,
  before: readonly AttendanceRow[],
): boolean {
  const stored = before.find((one) => one.enrolmentId === enrolmentId);
  return stored?.state === state && stored.spans.flat().join() === spans.flat().join();
}

/** Stores one sheet with its entries, and tells the supervision platform of one that stands at once; the caller holds the lock of the class. */
export async function storeSheet(
  tx: SqlTx,
  sheet: {
    id: string;
    sessionId: string;
    source: 'hand' | 'device';
    fileSha256: string | null;
    reason: string;
  },
  entries: readonly Pick<AttendanceRow, 'enrolmentId' | 'state' | 'spans'>[],
  { personId }: Session,
  now: ClockReading,
): Promise<void> {
  await tx`insert into attendance_sheet (id, session_id, source, file_sha256, reason, taken_by, taken_at)
    values (${sheet.id}, ${sheet.sessionId}, ${sheet.source}, ${sheet.fileSha256}, ${sheet.reason}, ${personId}, ${new Date(now.wallMs)})`;
  for (const { enrolmentId, state, spans } of entries)
    await tx`insert into attendance_entry (sheet_id, enrolment_id, state, spans)
      values (${sheet.id}, ${enrolmentId}, ${state}, ${spans.flat()}::int[])`;
  await recordSheets(tx, { sheetId: sheet.id }, now.wallMs);
}
