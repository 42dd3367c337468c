import type { Sql, SqlTx } from '../../../db/client.ts';
import type { AttendanceState } from './attendance-state.ts';
import type { Span } from './count-hours.ts';

/** What stands of a learner at a session: the last sheet that stands, or the one that waits for a second person. */
export type AttendanceRow = {
  sessionId: string;
  enrolmentId: string;
  state: AttendanceState;
  spans: Span[];
  isWaiting: boolean;
};

/** Whether sheet `a`, with its outcome `o`, stands: a device took it, or a second person confirmed it. */
export const standing = (sql: Sql | SqlTx) => sql`(a.source = 'device' or o.outcome = 'confirmed')`;

/**
 * The last word about every learner at every session of a class, at most one that stands and one that waits. The caller
 * has asked whom the class concerns. Cost: one statement over the sheets of the class.
 */
export async function readAttendance(
  sql: Sql | SqlTx,
  classId: string,
  sessionId: string | null = null,
): Promise<AttendanceRow[]> {
  const rows = await sql<(Omit<AttendanceRow, 'spans'> & { flat: number[] })[]>`
    select distinct on (a.session_id, n.enrolment_id, o.outcome is null and a.source = 'hand')
      a.session_id as "sessionId", n.enrolment_id as "enrolmentId", n.state, n.spans as flat,
      o.outcome is null and a.source = 'hand' as "isWaiting"
    from class_session s join attendance_sheet a on a.session_id = s.id
      left join attendance_outcome o on o.sheet_id = a.id join attendance_entry n on n.sheet_id = a.id
    where s.class_id = ${classId} and (${sessionId}::uuid is null or s.id = ${sessionId}::uuid)
      and (o.outcome is null or o.outcome = 'confirmed')
    order by a.session_id, n.enrolment_id, o.outcome is null and a.source = 'hand', a.seq desc`;
  return rows.map(({ flat, ...row }) => ({ ...row, spans: pairSpans(flat) }));
}

/** Spans as the database keeps them: from and to in turn. */
export function pairSpans(flat: readonly number[]): Span[] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[i * 2] ?? 0, flat[i * 2 + 1] ?? 0] as const);
}
