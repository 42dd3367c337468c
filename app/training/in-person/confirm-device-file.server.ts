import { createHash, randomUUID } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { checkIdNumber } from '../../identity/check-id-number.ts';
import { digestIdNumber } from '../../identity/digest-id-number.server.ts';
import { readPhone } from '../../identity/read-phone.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay, startOfChinaDay } from '../class-day.ts';
import {
  matchDeviceRows,
  type DeviceEntry,
  type DeviceLearner,
  type DeviceSession,
  type MatchedRow,
} from './match-device-rows.ts';
import { readAttendance } from './read-attendance.server.ts';
import type { DeviceRow } from './read-device-rows.ts';
import { readDeviceFile, type DeviceFile } from './store-device-file.server.ts';
import { cancelWhereDue } from './subsidy.server.ts';
import { isSame, requireRunning, storeSheet } from './take-attendance.server.ts';

/** A file as it would be brought now: its lines, what it would change, and a digest of that. */
export type DevicePreview = {
  rows: MatchedRow[];
  changes: DeviceEntry[];
  /** How many of the changes change what stands already. */
  corrections: number;
  learnt: Map<string, string>;
  seenSha256: string;
};

/** Matches a file to class and timetable as of now. The caller has asked whom the class concerns. */
export async function checkDeviceFile(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  classId: string,
  { rows: typed }: Pick<DeviceFile, 'rows'>,
  now: ClockReading,
): Promise<DevicePreview> {
  const [learners, numbers, sessions, attendance] = await Promise.all([
    sql<DeviceLearner[]>`
      select e.id as "enrolmentId", p.name, p.phone, encode(p.id_number_digest, 'hex') as "idKey"
      from enrolment e join person p on p.id = e.learner_id where e.class_id = ${classId}`,
    sql<{ number: string; enrolmentId: string }[]>`
      select number, enrolment_id as "enrolmentId" from device_number where class_id = ${classId}`,
    sql<DeviceSession[]>`
      select s.id, s.day::text, s.from_minute * 60 as "fromS", s.to_minute * 60 as "toS",
        exists (select 1 from attendance_sheet a left join attendance_outcome o on o.sheet_id = a.id
          where a.session_id = s.id and a.source = 'hand' and o.sheet_id is null) as "isWaiting",
        case when s.makes_up is not null then
          array(select l.enrolment_id::text from session_learner l where l.session_id = s.id) end as named
      from class_session s where s.class_id = ${classId} and s.state = 'planned' order by s.day, s.from_minute, s.id`,
    readAttendance(sql, classId),
  ]);
  const rows = typed.map((row): DeviceRow => {
    const { phone } = row.cells;
    return { ...row, cells: { ...row.cells, phone: readPhone(phone) ?? phone } };
  });
  const matched = matchDeviceRows(
    rows,
    keysOf(masterKey, rows),
    learners,
    new Map(numbers.map(({ number, enrolmentId }) => [number, enrolmentId])),
    sessions,
    {
      day: chinaDay(now.wallMs),
      second: Math.floor((now.wallMs - startOfChinaDay(chinaDay(now.wallMs))) / 1000),
    },
  );
  const standing = attendance.filter(({ isWaiting }) => !isWaiting);
  const of = (sessionId: string) => standing.filter((one) => one.sessionId === sessionId);
  const changes = matched.entries.filter((entry) => !isSame(entry, of(entry.sessionId)));
  const corrections = changes.filter((entry) =>
    of(entry.sessionId).some(({ enrolmentId }) => enrolmentId === entry.enrolmentId),
  ).length;
  const seenSha256 = createHash('sha256').update(JSON.stringify(changes)).digest('hex');
  return { rows: matched.rows, changes, corrections, learnt: matched.learnt, seenSha256 };
}

function keysOf(masterKey: Buffer, rows: readonly DeviceRow[]): Map<number, string> {
  const keys = new Map<number, string>();
  for (const { number, cells } of rows) {
    const read = checkIdNumber(cells.idNumber);
    if (read.ok) keys.set(number, digestIdNumber(masterKey, read.idNumber).toString('hex'));
  }
  return keys;
}

/**
 * Brings what the file changes, all or nothing, one sheet a session; lines with faults stay out. It is matched again under
 * the lock of the class: where that gives something else than was seen, nothing happens. A second press answers the same,
 * the same file again changes nothing (P049). Answers how many entries came in. Throws `not_found`, `attendance_closed`,
 * `attendance_changed`, `reason_missing`.
 */
export async function confirmDeviceFile(
  { sql, masterKey }: { sql: Sql; masterKey: Buffer },
  session: Session,
  classId: string,
  { importId, seenSha256, reason }: { importId: string; seenSha256: string; reason: string },
  now: ClockReading,
): Promise<{ count: number }> {
  return sql.begin(async (tx) => {
    const own = await requireRunning(tx, session, classId);
    const [done] = await tx<{ count: number }[]>`
      select confirmed_count as count from attendance_import
      where id = ${importId} and class_id = ${own.id} and created_by = ${session.personId} and state = 'confirmed'`;
    if (done) return { count: done.count };
    const file = await readDeviceFile(tx, masterKey, session, own.id);
    if (file?.id !== importId) throw new Refusal('attendance_changed');
    const {
      changes,
      corrections,
      learnt,
      seenSha256: found,
    } = await checkDeviceFile(tx, masterKey, own.id, file, now);
    if (found !== seenSha256) throw new Refusal('attendance_changed');
    if (corrections > 0 && reason === '') throw new Refusal('reason_missing', { field: 'reason' });
    for (const sessionId of new Set(changes.map((entry) => entry.sessionId))) {
      const sheet = {
        id: randomUUID(),
        sessionId,
        source: 'device',
        fileSha256: file.fileSha256,
        reason,
      } as const;
      await storeSheet(
        tx,
        sheet,
        changes.filter((entry) => entry.sessionId === sessionId),
        session,
        now,
      );
    }
    for (const [number, enrolmentId] of learnt)
      await tx`insert into device_number (class_id, number, enrolment_id) values (${own.id}, ${number}, ${enrolmentId}) on conflict do nothing`;
    await tx`update attendance_import set state = 'confirmed', rows_sealed = null, confirmed_count = ${changes.length} where id = ${importId}`;
    await cancelWhereDue(tx, own.id, now);
    return { count: changes.length };
  });
}
