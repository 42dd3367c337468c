import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { deriveKey, seal, unseal } from '../../platform/seal.server.ts';
import { isClassEditable } from '../class-life.ts';
import { requireOwnClass, type OwnClass } from '../own-class.server.ts';
import { rosterFields, type RosterField } from './find-header.ts';
import { plainText, type RosterRow } from './read-rows.ts';

const keptForMs = 7 * 86_400_000;

/** A clerk's roster that is not imported yet. */
export type RosterImport = { id: string; revision: number; rows: RosterRow[] };

/** The class of a clerk while its roster may change; locked inside a transaction. Throws `not_found`, `roster_fixed`. */
export async function requireOpenRoster(
  sql: Sql | SqlTx,
  session: Session,
  classId: string,
  { forUpdate = false } = {},
): Promise<OwnClass> {
  const own = await requireOwnClass(sql, session, classId, { forUpdate });
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  if (!isClassEditable(own.state)) throw new Refusal('roster_fixed');
  return own;
}

/** Keeps the rows of a file, sealed, until the clerk confirms; her earlier file for this class goes. */
export async function storeImport(
  sql: Sql,
  masterKey: Buffer,
  session: Session,
  classId: string,
  rows: RosterRow[],
  now: ClockReading,
): Promise<void> {
  const id = randomUUID();
  const sealed = sealRows(masterKey, id, rows);
  await sql.begin(async (tx) => {
    await requireOpenRoster(tx, session, classId, { forUpdate: true });
    await dropOpen(tx, session, classId);
    await tx`insert into roster_import (id, class_id, created_by, rows_sealed, rows_left, created_at, expires_at)
      values (${id}, ${classId}, ${session.personId}, ${sealed}, ${rows.length}, ${new Date(now.wallMs)}, ${new Date(now.wallMs + keptForMs)})`;
  });
}

/** The clerk's open roster of a class of her own, or null. Inside a transaction `forUpdate` locks it. */
export async function readImport(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  session: Session,
  classId: string,
  { forUpdate = false } = {},
): Promise<RosterImport | null> {
  const [found] = await sql<{ id: string; revision: number; sealed: Buffer }[]>`
    select id, revision, rows_sealed as sealed from roster_import
    where class_id = ${classId} and created_by = ${session.personId} and state = 'open'
    ${forUpdate ? sql`for update` : sql``}`;
  if (!found) return null;
  const { id, revision, sealed } = found;
  return { id, revision, rows: JSON.parse(unseal(keyOf(masterKey), purposeOf(id), sealed).toString('utf8')) };
}

/** Stores the rows that are left; without any the import is over and keeps nothing. */
export async function saveRows(
  tx: SqlTx,
  masterKey: Buffer,
  { id }: Pick<RosterImport, 'id'>,
  rows: RosterRow[],
  endedAs: 'confirmed' | 'dropped',
): Promise<void> {
  const isOver = rows.length === 0;
  await tx`update roster_import set revision = revision + 1, state = ${isOver ? endedAs : 'open'},
    rows_left = ${rows.length}, rows_sealed = ${isOver ? null : sealRows(masterKey, id, rows)} where id = ${id}`;
}

const text = z.string().max(200).transform(plainText);
const cellsWire = z.object(
  Object.fromEntries(rosterFields.map((field) => [field, text])) as Record<RosterField, typeof text>,
);

/** Puts a corrected row in the place of the one with this number. Throws `bad_shape`, `not_found`. */
export async function correctRow(
  sql: Sql,
  masterKey: Buffer,
  session: Session,
  classId: string,
  number: number,
  form: Record<string, unknown>,
): Promise<void> {
  const read = cellsWire.safeParse(form);
  if (!read.success) throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? '') });
  await changeRows(sql, masterKey, session, classId, (rows) => {
    if (!rows.some((row) => row.number === number)) throw new Refusal('not_found');
    return rows.map((row) => (row.number === number ? correct(row, read.data) : row));
  });
}

/** Digits that a spreadsheet lost are not found again by saving the same number. */
function correct({ number, cells: before, trouble }: RosterRow, cells: RosterRow['cells']): RosterRow {
  const stillLost = trouble.idNumber === 'digits' && cells.idNumber === before.idNumber;
  return { number, cells, trouble: stillLost ? { idNumber: 'digits' } : {} };
}

/** Takes one row out of the roster that is not imported yet. */
export async function leaveOutRow(
  sql: Sql,
  masterKey: Buffer,
  session: Session,
  classId: string,
  number: number,
): Promise<void> {
  await changeRows(sql, masterKey, session, classId, (rows) => rows.filter((row) => row.number !== number));
}

async function changeRows(
  sql: Sql,
  masterKey: Buffer,
  session: Session,
  classId: string,
  change: (rows: RosterRow[]) => RosterRow[],
): Promise<void> {
  await sql.begin(async (tx) => {
    await requireOpenRoster(tx, session, classId, { forUpdate: true });
    const open = await readImport(tx, masterKey, session, classId, { forUpdate: true });
    if (open) await saveRows(tx, masterKey, open, change(open.rows), 'dropped');
  });
}

/** Drops the clerk's open roster; what it held is gone. */
export async function dropImport(sql: Sql, session: Session, classId: string): Promise<void> {
  await requireOwnClass(sql, session, classId);
  await dropOpen(sql, session, classId);
}

async function dropOpen(sql: Sql | SqlTx, { personId }: Session, classId: string): Promise<void> {
  await sql`update roster_import set state = 'dropped', rows_sealed = null
    where class_id = ${classId} and created_by = ${personId} and state = 'open'`;
}

/** Empties rosters that nobody confirmed for a week. Answers how many. */
export async function sweepImports(sql: Sql, now: ClockReading): Promise<number> {
  const swept = await sql`update roster_import set state = 'expired', rows_sealed = null
    where state = 'open' and expires_at <= ${new Date(now.wallMs)}`;
  return swept.count;
}

const purposeOf = (id: string) => `roster-import:${id}`;
const keyOf = (masterKey: Buffer) => deriveKey(masterKey, 'roster-import');

function sealRows(masterKey: Buffer, id: string, rows: RosterRow[]): Buffer {
  return seal(keyOf(masterKey), purposeOf(id), Buffer.from(JSON.stringify(rows)));
}
