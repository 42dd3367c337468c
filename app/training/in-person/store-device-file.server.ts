import { createHash, randomUUID } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { deriveKey, seal, unseal } from '../../platform/seal.server.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { FileRefused } from '../roster/file-fault.ts';
import { readTables } from '../roster/read-table.server.ts';
import { readDeviceRows, type DeviceRow } from './read-device-rows.ts';

const keptForMs = 7 * 86_400_000;
const purposeOf = (id: string) => `attendance-import:${id}`;
const keyOf = (masterKey: Buffer) => deriveKey(masterKey, 'attendance-import');

/** A device's file that is not imported yet. */
export type DeviceFile = { id: string; fileSha256: string; rows: DeviceRow[] };

/** Throws `forbidden`, `attendance_closed`: whose class runs brings files. */
function requireTaker(session: Session, state: string): void {
  if (session.role !== 'clerk' && session.role !== 'teacher') throw new Refusal('forbidden');
  if (state !== 'approved') throw new Refusal('attendance_closed');
}

/** Reads a file and keeps its lines, sealed, until they are confirmed; an earlier open one goes. Throws `attendance_file`. */
export async function storeDeviceFile(
  { sql, masterKey }: { sql: Sql; masterKey: Buffer },
  session: Session,
  classId: string,
  bytes: Buffer,
  now: ClockReading,
): Promise<void> {
  const before = await requireOwnClass(sql, session, classId);
  requireTaker(session, before.state);
  const rows = await readFile(bytes);
  const id = randomUUID();
  const sealed = seal(keyOf(masterKey), purposeOf(id), Buffer.from(JSON.stringify(rows)));
  const fileSha256 = createHash('sha256').update(bytes).digest('hex');
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    requireTaker(session, own.state);
    await dropDeviceFile(tx, session, own.id);
    await tx`insert into attendance_import (id, class_id, created_by, file_sha256, rows_sealed, created_at, expires_at)
      values (${id}, ${own.id}, ${session.personId}, ${fileSha256}, ${sealed}, ${new Date(now.wallMs)}, ${new Date(now.wallMs + keptForMs)})`;
  });
}

async function readFile(bytes: Buffer): Promise<DeviceRow[]> {
  try {
    return readDeviceRows(await readTables(bytes));
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new Refusal('attendance_file', { fault: error.fault, row: error.row ?? 0 });
  }
}

/** The open file of whoever asks; null: none. */
export async function readDeviceFile(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  { personId }: Session,
  classId: string,
): Promise<DeviceFile | null> {
  const [found] = await sql<{ id: string; fileSha256: string; sealed: Buffer }[]>`
    select id, file_sha256 as "fileSha256", rows_sealed as sealed from attendance_import
    where class_id = ${classId} and created_by = ${personId} and state = 'open'`;
  if (!found) return null;
  const { id, fileSha256, sealed } = found;
  const rows = JSON.parse(unseal(keyOf(masterKey), purposeOf(id), sealed).toString('utf8')) as DeviceRow[];
  return { id, fileSha256, rows };
}

/** Drops the open file; what it held is gone. */
export async function dropDeviceFile(
  sql: Sql | SqlTx,
  { personId }: Session,
  classId: string,
): Promise<void> {
  await sql`update attendance_import set state = 'dropped', rows_sealed = null
    where class_id = ${classId} and created_by = ${personId} and state = 'open'`;
}

/** Empties files that nobody confirmed for a week. Answers how many. */
export async function sweepDeviceFiles(sql: Sql, now: ClockReading): Promise<number> {
  const swept = await sql`update attendance_import set state = 'expired', rows_sealed = null
    where state = 'open' and expires_at <= ${new Date(now.wallMs)}`;
  return swept.count;
}
