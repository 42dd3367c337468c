import type { Sql } from '../../../db/client.ts';
import { nameForOffice } from '../../identity/name-for-office.server.ts';
import type { House } from '../../platform/house.server.ts';
import type { SupervisionAdapter } from './supervision-adapter.ts';
import type { SupervisionKind, SupervisionRecord } from './supervision-record.ts';

type Delivering = Pick<House, 'sql' | 'masterKey'>;

/**
 * Delivers one batch of what waits, the oldest first. A batch is named before it goes: one that was cut short goes again
 * under its own name, with the same records, and the other side takes them once (P003). Answers how many were delivered,
 * or null when nothing waits or another worker delivers.
 */
export async function deliverRecords(
  house: Delivering,
  adapter: SupervisionAdapter,
  nowMs: number,
): Promise<number | null> {
  return house.sql.begin(async (lock) => {
    const [free] = await lock<{ isFree: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended('supervision delivery', 0)) as "isFree"`;
    if (!free?.isFree) return null;
    const batch = await nameBatch(house.sql, adapter, nowMs);
    if (batch === null) return null;
    const records = await readBatch(house, batch, adapter.batchMax);
    const settled = { sql: house.sql, adapter, nowMs };
    const seqs = records.map(({ seq }) => seq);
    try {
      const { accepted, refused } = await adapter.deliver(batch, records);
      const asked = new Set(seqs);
      const taken = accepted.filter((seq) => asked.has(seq));
      await markDelivered(settled, taken);
      for (const { seq, why } of refused) if (asked.has(seq)) await postpone(settled, [seq], why, true);
      const settledSeqs = new Set([...taken, ...refused.map(({ seq }) => seq)]);
      const silent = seqs.filter((seq) => !settledSeqs.has(seq));
      await postpone(settled, silent, 'no answer', true);
      return taken.length;
    } catch (error) {
      await postpone(settled, seqs, error instanceof Error ? error.message : String(error), false);
      return 0;
    }
  });
}

/** The batch that goes next: one that was cut short and may go again, or a new one of what waits. Null: nothing waits. */
async function nameBatch(sql: Sql, adapter: SupervisionAdapter, nowMs: number): Promise<string | null> {
  const now = new Date(nowMs);
  const [left] = await sql<{ batch: string | null; seq: number }[]>`
    select batch, seq from supervision_delivery where delivered_at is null and next_at <= ${now}
    order by next_at, seq limit 1`;
  if (!left) return null;
  if (left.batch !== null) {
    const [kept] = await sql<{ adapter: string | null }[]>`
      select adapter from supervision_delivery where seq = ${left.seq}`;
    if (kept?.adapter === adapter.name) return left.batch;
    // What another adapter was given and did not confirm goes anew.
    await sql`update supervision_delivery set batch = null, adapter = null where batch = ${left.batch} and delivered_at is null`;
  }
  const batch = adapter.nameBatch(left.seq, nowMs);
  await sql`
    update supervision_delivery d set batch = ${batch}, adapter = ${adapter.name} from (
      select seq from supervision_delivery where delivered_at is null and batch is null and next_at <= ${now}
      order by next_at, seq limit ${adapter.batchMax}) next
    where d.seq = next.seq`;
  return batch;
}

type Row = Omit<SupervisionRecord, 'person'> & { personId: string | null };

async function readBatch(
  { sql, masterKey }: Delivering,
  batch: string,
  max: number,
): Promise<SupervisionRecord[]> {
  const rows = await sql<Row[]>`
    select r.seq, r.kind, r.version, floor(extract(epoch from r.at) * 1000)::float8 as "atMs", r.sha256, r.payload,
      r.person_id as "personId"
    from supervision_delivery d join supervision_record r on r.seq = d.seq
    where d.batch = ${batch} and d.delivered_at is null order by d.seq limit ${max}`;
  const ids = rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const people = await nameForOffice(sql, masterKey, [...new Set(ids)]);
  return rows.map(({ personId, ...row }) => ({
    ...row,
    kind: row.kind satisfies SupervisionKind,
    person: personId === null ? null : (people.get(personId) ?? null),
  }));
}

type Settled = { sql: Sql; adapter: SupervisionAdapter; nowMs: number };

async function markDelivered({ sql, adapter, nowMs }: Settled, seqs: number[]): Promise<void> {
  await sql`update supervision_delivery set delivered_at = ${new Date(nowMs)}, adapter = ${adapter.name},
    tries = tries + 1, answer = null
    where seq = any(${seqs}::bigint[]) and delivered_at is null`;
}

/** Waits a minute, then four times as long each time, six hours at most; `isApart` takes them out of their batch. */
async function postpone(
  { sql, nowMs }: Settled,
  seqs: number[],
  why: string,
  isApart: boolean,
): Promise<void> {
  if (seqs.length === 0) return;
  await sql`update supervision_delivery set tries = tries + 1, answer = ${why.slice(0, 300)},
      batch = case when ${isApart} then null else batch end,
      next_at = ${new Date(nowMs)}::timestamptz + least(60 * power(4, least(tries, 10)), 21600) * interval '1 s'
    where seq = any(${seqs}::bigint[]) and delivered_at is null`;
}
