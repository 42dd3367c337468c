import { maskName } from '../../identity/mask-name.ts';
import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import type { BatchState } from './batch-life.ts';
import { receiptOf } from './object-to-batch.server.ts';
import { batchColumns, type OwnBatch } from './own-batch.server.ts';
import { readClassAmounts } from './price-class.server.ts';
import { isPublicityOver } from './publicity-days.ts';
import { readEntries } from './show-batch.server.ts';

/** A published list as anybody sees it. */
export type Publicity = Pick<OwnBatch, 'id' | 'bureau' | 'month' | 'people' | 'yuan'> & {
  state: BatchState;
  fromDay: string;
  untilDay: string;
  isOver: boolean;
};

function show(own: OwnBatch, today: string): Publicity[] {
  const { id, bureau, month, people, yuan, state, fromDay, untilDay } = own;
  if (fromDay === null || untilDay === null) return [];
  return [
    { id, bureau, month, people, yuan, state, fromDay, untilDay, isOver: isPublicityOver(untilDay, today) },
  ];
}

/** The lists that are or were published, the newest first; no name among them (P080). */
export async function readPublicities(sql: Sql, now: ClockReading): Promise<Publicity[]> {
  const rows = await sql<OwnBatch[]>`
    select ${batchColumns(sql)} from subsidy_batch b join institution i on i.id = b.bureau_id
    where b.state <> 'drawn' order by b.from_day desc, i.name, b.id limit 60`;
  return rows.flatMap((own) => show(own, chinaDay(now.wallMs)));
}

/**
 * A published list: its people masked, for the days of the publicity alone; and what the bureau answered, without what was
 * written to it (P080). Throws `not_found`.
 */
export async function readPublicity(sql: Sql, batchId: string, now: ClockReading) {
  const [own] = await sql<OwnBatch[]>`
    select ${batchColumns(sql)} from subsidy_batch b join institution i on i.id = b.bureau_id
    where b.id::text = ${batchId} and b.state <> 'drawn'`;
  const [publicity] = own ? show(own, chinaDay(now.wallMs)) : [];
  if (!publicity) throw new Refusal('not_found');
  const entries = publicity.isOver ? [] : await readEntries(sql, publicity.id);
  const answers = await sql<
    { id: string; number: number | null; isUpheld: boolean; answer: string; on: string }[]
  >`
    select o.id, e.number, o.is_upheld as "isUpheld", o.answer,
      to_char(o.answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on
    from subsidy_objection o left join subsidy_entry e on e.id = o.entry_id
    where o.batch_id = ${publicity.id} and o.answered_at is not null order by o.answered_at, o.id`;
  const amounts = await readClassAmounts(sql, publicity.id);
  return {
    publicity,
    /** Whether a class has no limit: its amount is the bureau's word. */
    hasNoMost: amounts.some(({ mostYuan }) => mostYuan === null),
    people: entries
      .filter(({ struckReason }) => struckReason === null)
      .map(({ id, number, name, idEnding, institution, occupation, level, amountYuan }) => ({
        ...{ id, number, name: maskName(name), idEnding, institution, occupation, level, amountYuan },
      })),
    answers: answers.map(({ id, ...one }) => ({ ...one, receipt: receiptOf(id) })),
  };
}
export type PublicitySeen = Awaited<ReturnType<typeof readPublicity>>;
