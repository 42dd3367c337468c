import { Readable } from 'node:stream';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { log } from '../../platform/watch/log.server.ts';
import { chinaDay } from '../class-day.ts';
import type { ExportKind } from './export-kinds.ts';
import { hashParts, openParts } from './export-parts.server.ts';
import { exportSources } from './export-sources.server.ts';

/**
 * A file as it is downloaded, part by part, by whoever asked for it and nobody else, in its week. Throws `not_found`, also
 * for a file of which a part is gone or was changed: half of it would look like all of it, and she may ask for it again.
 */
export async function openExport(
  house: Pick<House, 'sql' | 'blobs' | 'masterKey'>,
  { personId }: Session,
  exportId: string,
  { wallMs }: ClockReading,
): Promise<{ body: ReadableStream<Uint8Array>; headers: Record<string, string>; rows: number }> {
  const [row] = await house.sql<
    {
      id: string;
      kind: ExportKind;
      parts: number;
      bytes: number;
      rows: number;
      readyMs: number;
      sha256: string;
    }[]
  >`
    select id, kind, parts, bytes, sha256, rows_done as rows, extract(epoch from ready_at)::float8 * 1000 as "readyMs" from export_file
    where id::text = ${exportId} and asked_by = ${personId} and state = 'ready' and expires_at > ${new Date(wallMs)}`;
  if (!row) throw new Refusal('not_found');
  const isWhole = await hashParts(house, row.id, row.parts).then(
    (sha256) => sha256 === row.sha256,
    () => false,
  );
  if (!isWhole) {
    log.error({ exportId: row.id }, 'a sealed part of an export is gone or was changed');
    throw new Refusal('not_found');
  }
  const { fileName, type } = exportSources[row.kind];
  const name = `${chinaDay(row.readyMs)}-${fileName}`;
  return {
    rows: row.rows,
    body: Readable.toWeb(
      Readable.from(openParts(house, row.id, row.parts), { objectMode: true }),
    ) as ReadableStream<Uint8Array>,
    headers: {
      'content-type': type,
      'content-length': String(row.bytes),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  };
}
