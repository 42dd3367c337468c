import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { exportKeptMs, exportKindsOf } from './ask-export.server.ts';
import type { ExportKind } from './export-kinds.ts';
import { exportFolder, hashParts, putPart } from './export-parts.server.ts';
import { exportSources } from './export-sources.server.ts';

type Row = {
  kind: ExportKind;
  lang: 'zh' | 'en';
  rowsAll: number | null;
  parts: number;
  after: string | null;
  session: Session;
};
type Writing = Pick<House, 'sql' | 'blobs' | 'masterKey'>;

/**
 * Writes a file that was asked for, part by part. Where a worker died the next goes on behind the last part that was
 * entered; of two at once one stops. A file that was cancelled leaves nothing behind.
 */
export async function writeExport(
  house: Writing,
  exportId: string,
  now: () => ClockReading,
  signal: AbortSignal,
): Promise<void> {
  const { sql } = house;
  const row = await take(house, exportId);
  if (row === null) return;
  const { session, lang } = row;
  const source = exportSources[row.kind];
  if (!exportKindsOf(session.role).includes(row.kind)) return stopExport(house, exportId);
  if (row.rowsAll === null)
    await sql`update export_file set rows_all = ${await source.count(sql, session)} where id = ${exportId}`;
  let { parts, after } = row;
  for (;;) {
    signal.throwIfAborted();
    const head = parts === 0 ? source.head(lang) : '';
    const part = await source.read(sql, session, after);
    if (part === null && parts > 0) break;
    const text = head + (part?.text ?? '');
    try {
      await putPart(house, exportId, parts, text);
    } catch (error) {
      // Its folder is gone under the hand that writes: it was cancelled meanwhile.
      if (await leave(house, exportId)) return;
      throw error;
    }
    const entered = await sql`
      update export_file set parts = ${parts + 1}, after = ${part?.after ?? after}, rows_done = rows_done + ${part?.rows ?? 0},
        bytes = bytes + ${Buffer.byteLength(text)}
      where id = ${exportId} and state = 'working' and parts = ${parts} returning id`;
    if (entered.length === 0) return void (await leave(house, exportId));
    parts++;
    after = part?.after ?? after;
    if (part === null) break;
  }
  const { wallMs } = now();
  const ready = await sql`
    update export_file set state = 'ready', sha256 = ${await hashParts(house, exportId, parts)},
      ready_at = ${new Date(wallMs)}, expires_at = ${new Date(wallMs + exportKeptMs)}
    where id = ${exportId} and state = 'working' and parts = ${parts} returning id`;
  if (ready.length === 0) await leave(house, exportId);
}

/** Who asked, as she is now, and where the last worker stopped. Null: nothing is to be written. */
async function take({ sql }: Writing, exportId: string): Promise<Row | null> {
  const [row] = await sql<(Omit<Row, 'session'> & Pick<Session, 'personId' | 'role' | 'institutionId'>)[]>`
    update export_file x set state = 'working' from person p
    where x.id = ${exportId} and x.state in ('waiting', 'working') and p.id = x.asked_by
    returning x.kind, x.lang, x.rows_all as "rowsAll", x.parts, x.after, p.id as "personId", p.role,
      p.institution_id as "institutionId"`;
  if (!row) return null;
  const { personId, role, institutionId, ...rest } = row;
  return {
    ...rest,
    session: { personId, role, institutionId, mustSetPassword: false, tokenHash: Buffer.alloc(0) },
  };
}

/** It was cancelled, or another worker writes it: only in the first case its parts go. Answers whether it was cancelled. */
async function leave({ sql, blobs }: Writing, exportId: string): Promise<boolean> {
  const [row] = await sql<{ state: string }[]>`select state from export_file where id = ${exportId}`;
  const isCancelled = row?.state === 'cancelled';
  if (isCancelled) await blobs.remove(exportFolder(exportId));
  return isCancelled;
}

/** Gives a file up that could not be written; whoever asked may ask anew. */
export async function stopExport({ sql, blobs }: Writing, exportId: string): Promise<void> {
  const [stopped] = await sql<{ id: string }[]>`
    update export_file set state = 'stopped' where id = ${exportId} and state in ('waiting', 'working') returning id`;
  if (stopped) await blobs.remove(exportFolder(exportId));
}

/** Takes away files whose week is over. Answers how many; run by the worker. */
export async function sweepExports(
  { sql, blobs }: Pick<House, 'sql' | 'blobs'>,
  { wallMs }: ClockReading,
): Promise<number> {
  const over = await sql<{ id: string }[]>`
    update export_file set state = 'expired' where id in (
      select id from export_file where state <> 'expired' and expires_at <= ${new Date(wallMs)} limit 200)
    returning id`;
  for (const { id } of over) await blobs.remove(exportFolder(id));
  return over.length;
}
