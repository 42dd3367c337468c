import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { mayOwn } from '../own-class.server.ts';
import type { SupervisionKind } from './supervision-record.ts';

/** How much of a class the supervision platform has (P003, P023). Read for a class that is the caller's own. */
export type ClassDelivery = { records: number; delivered: number; lastMs: number | null };

export async function readClassDelivery(sql: Sql, classId: string): Promise<ClassDelivery> {
  const [row] = await sql<ClassDelivery[]>`
    select count(*)::int as records, count(d.delivered_at)::int as delivered,
      extract(epoch from max(d.delivered_at))::float8 * 1000 as "lastMs"
    from supervision_record r join supervision_delivery d on d.seq = r.seq where r.class_id = ${classId}`;
  return row ?? { records: 0, delivered: 0, lastMs: null };
}

/** One record on the page of deliveries: what it is of, never whom it names. */
export type RecordListed = {
  seq: number;
  kind: SupervisionKind;
  classId: string;
  title: string;
  institution: string;
  atMs: number;
  sha256: string;
  deliveredMs: number | null;
  adapter: string | null;
  answer: string | null;
  nextMs: number;
};
export type DeliveriesSeen = {
  records: RecordListed[];
  older: number | null;
  /** Counted to `waitingMost`. */
  waiting: number;
  /** Since when the oldest one waits. */
  oldestMs: number | null;
};

const shown = 50;
export const waitingMost = 10_000;

/** Records of the classes that concern somebody, the newest first; `waiting`: only those not delivered yet (H10). */
export async function readDeliveries(
  sql: Sql,
  session: Session,
  { before, onlyWaiting }: { before: number | null; onlyWaiting: boolean },
): Promise<DeliveriesSeen> {
  // An operator delivers all, and is shown nobody.
  const isOwn = session.role === 'operator' ? sql`true` : mayOwn(sql, session);
  const rows = await sql<RecordListed[]>`
    select r.seq, r.kind, c.id as "classId", c.title, i.name as institution,
      extract(epoch from r.at)::float8 * 1000 as "atMs", r.sha256,
      extract(epoch from d.delivered_at)::float8 * 1000 as "deliveredMs", d.adapter, d.answer,
      extract(epoch from d.next_at)::float8 * 1000 as "nextMs"
    from supervision_record r join supervision_delivery d on d.seq = r.seq
      join training_class c on c.id = r.class_id join institution i on i.id = c.institution_id
    where ${isOwn} and (${before}::bigint is null or r.seq < ${before}::bigint)
      and (${!onlyWaiting} or d.delivered_at is null)
    order by r.seq desc limit ${shown + 1}`;
  const [waits] = await sql<{ waiting: number; oldestMs: number | null }[]>`
    select count(*)::int as waiting, extract(epoch from min(w.at))::float8 * 1000 as "oldestMs" from (
      select r.at from supervision_delivery d join supervision_record r on r.seq = d.seq
        join training_class c on c.id = r.class_id
      where d.delivered_at is null and ${isOwn} limit ${waitingMost}) w`;
  const records = rows.slice(0, shown);
  return {
    records,
    older: rows.length > shown ? (records.at(-1)?.seq ?? null) : null,
    waiting: waits?.waiting ?? 0,
    oldestMs: waits?.oldestMs ?? null,
  };
}
