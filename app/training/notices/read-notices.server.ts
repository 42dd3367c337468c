import type { Sql } from '../../../db/client.ts';
import type { NoticeSeen } from './notice-kinds.ts';

/** How many notices a page shows. */
export const noticesShown = 30;

/** What somebody was told, the newest first, older than `before`; one more than is shown says that there is more. */
export async function readNotices(
  sql: Sql,
  recipientId: string,
  before: number | null,
): Promise<{ notices: NoticeSeen[]; older: number | null }> {
  const rows = await sql<NoticeSeen[]>`
    select id, kind, facts, extract(epoch from at)::float8 * 1000 as "atMs", read_at is not null as "isRead", seq
    from notice where recipient_id = ${recipientId} and (${before}::bigint is null or seq < ${before}::bigint)
    order by seq desc limit ${noticesShown + 1}`;
  const notices = rows.slice(0, noticesShown);
  return { notices, older: rows.length > noticesShown ? (notices.at(-1)?.seq ?? null) : null };
}

/** Where a page of notices begins, from its address; null: with the newest. */
export function readBefore(query: URLSearchParams): number | null {
  const given = query.get('before') ?? '';
  return /^\d{1,15}$/.test(given) ? Number(given) : null;
}

/** How many notices somebody has not read, counted to 100. */
export async function countUnread(sql: Sql, recipientId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from notice where recipient_id = ${recipientId} and read_at is null limit 100) unread`;
  return row?.count ?? 0;
}
