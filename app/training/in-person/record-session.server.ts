import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { recordRecordings } from '../outbox/record-in-person.server.ts';
import { presentDuring } from './judge-subsidy.ts';
import type { RecordingTyped } from './in-person.wire.ts';
import { readAttendance } from './read-attendance.server.ts';
import { cancelWhereDue } from './subsidy.server.ts';
import { requireOver, requireRunning } from './take-attendance.server.ts';

/**
 * Registers one piece of recording without a break of a session whose attendance stands (P051–P053): it is never changed,
 * and the same bytes prove one session only. The third of a class that does not show everybody cancels its subsidy. Throws
 * `attendance_closed`, `attendance_early`, `attendance_missing`, `recording_outside`, `recording_twice`, `bad_shape`.
 */
export async function registerRecording(
  sql: Sql,
  session: Session,
  classId: string,
  sessionId: string,
  { id, keptAt, fromS, toS, sha256, visible }: RecordingTyped,
  now: ClockReading,
): Promise<void> {
  await sql
    .begin(async (tx) => {
      const own = await requireRunning(tx, session, classId);
      const [again] = await tx`select 1 from session_recording where id = ${id} and class_id = ${own.id}`;
      if (again) return;
      const open = await requireOver(tx, own.id, sessionId, now);
      const there = (await readAttendance(tx, own.id, open.id)).filter(({ isWaiting }) => !isWaiting);
      if (there.length === 0) throw new Refusal('attendance_missing');
      if (fromS < open.fromS || toS > open.toS || fromS >= toS)
        throw new Refusal('recording_outside', { field: 'fromS' });
      const present = presentDuring(
        there.map(({ spans }) => spans),
        [fromS, toS],
      );
      if (visible > present) throw new Refusal('bad_shape', { field: 'visible', present });
      await tx`insert into session_recording (id, class_id, session_id, kept_at, from_s, to_s, sha256, visible, recorded_by, recorded_at)
        values (${id}, ${own.id}, ${open.id}, ${keptAt}, ${fromS}, ${toS}, ${sha256}, ${visible}, ${session.personId},
          ${new Date(now.wallMs)})`;
      await recordRecordings(tx, { recordingId: id }, now.wallMs);
      await cancelWhereDue(tx, own.id, now);
    })
    .catch((error: { code?: string }) => {
      if (error.code === '23505') throw new Refusal('recording_twice', { field: 'sha256' });
      throw error;
    });
}
