import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { exportFolder } from './export-parts.server.ts';
import type { ExportKind, ExportState } from './export-kinds.ts';

/** So long a file is kept for whoever asked (P058). */
export const exportKeptMs = 7 * 86_400_000;

/**
 * Asks the worker for a file about everything that concerns this session; while one of the kind is being written, that is
 * it. Throws `forbidden` for a kind that is not this role's.
 */
export async function askExport(
  sql: Sql,
  session: Session,
  { kind, lang }: { kind: ExportKind; lang: 'zh' | 'en' },
  now: ClockReading,
): Promise<void> {
  if (!exportKindsOf(session.role).includes(kind)) throw new Refusal('forbidden');
  const at = new Date(now.wallMs);
  await sql.begin(async (tx) => {
    const [asked] = await tx<{ id: string }[]>`
      insert into export_file (asked_by, kind, lang, asked_at, expires_at)
      values (${session.personId}, ${kind}, ${lang}, ${at}, ${new Date(now.wallMs + exportKeptMs)})
      on conflict (asked_by, kind) where state in ('waiting', 'working') do nothing returning id`;
    if (asked) await tx`insert into job (kind, subject, payload) values ('write_export', ${asked.id}, '{}')`;
  });
}

/** What somebody in this role may ask for. */
export function exportKindsOf(role: Session['role']): ExportKind[] {
  if (role === 'bureau' || role === 'inspector' || role === 'auditor') return ['learners', 'supervision'];
  return role === 'clerk' || role === 'head' || role === 'teacher' ? ['learners'] : [];
}

/** Stops a file of one's own that is not written yet; what was written of it goes. Throws `not_found`. */
export async function cancelExport(
  { sql, blobs }: Pick<House, 'sql' | 'blobs'>,
  session: Session,
  exportId: string,
): Promise<void> {
  const known =
    await sql`select 1 from export_file where id::text = ${exportId} and asked_by = ${session.personId}`;
  if (known.length === 0) throw new Refusal('not_found');
  const [stopped] = await sql<{ id: string }[]>`
    update export_file set state = 'cancelled' where id::text = ${exportId} and state in ('waiting', 'working') returning id`;
  if (stopped) await blobs.remove(exportFolder(stopped.id));
}

/** One file as whoever asked for it sees it. */
export type ExportSeen = {
  id: string;
  kind: ExportKind;
  state: ExportState;
  /** Of a hundred. */
  pct: number;
  rowsDone: number;
  bytes: number;
  sha256: string | null;
  askedMs: number;
  expiresMs: number;
};

const shown = 30;

/** The files somebody asked for, the newest first; nobody else's. */
export async function readExports(sql: Sql, { personId }: Session): Promise<ExportSeen[]> {
  return sql<ExportSeen[]>`
    select id, kind, state, case when state = 'ready' then 100
        else least(99, rows_done * 100 / greatest(coalesce(rows_all, 0), 1)) end as pct,
      rows_done as "rowsDone", bytes, sha256, extract(epoch from asked_at)::float8 * 1000 as "askedMs",
      extract(epoch from expires_at)::float8 * 1000 as "expiresMs"
    from export_file where asked_by = ${personId} order by seq desc limit ${shown}`;
}
