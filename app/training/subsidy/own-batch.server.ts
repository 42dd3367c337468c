import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { BatchState, BatchStep } from './batch-life.ts';

/** A list as its pages head it; `contentSha256` is of the list as it is now. Days are YYYY-MM-DD. */
export type OwnBatch = {
  id: string;
  bureauId: string;
  bureau: string;
  month: string;
  state: BatchState;
  publicityDays: number;
  reviewersMin: number;
  fromDay: string | null;
  untilDay: string | null;
  completedAt: string | null;
  confirmedOn: string | null;
  confirmedDocument: string | null;
  contentSha256: string;
  /** How many others than whoever drew it up have signed for it as it is. */
  signatures: number;
  people: number;
  /** How many of them have no amount yet. */
  unpriced: number;
  yuan: number;
};

/** The columns of a list `b` of bureau `i`. */
export function batchColumns(sql: Sql | SqlTx) {
  return sql`b.id, b.bureau_id as "bureauId", i.name as bureau, b.month, b.state, b.publicity_days as "publicityDays",
    b.reviewers_min as "reviewersMin", b.from_day::text as "fromDay", b.until_day::text as "untilDay",
    to_char(b.completed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "completedAt",
    b.confirmed_on::text as "confirmedOn", b.confirmed_document as "confirmedDocument",
    subsidy_content_sha256(b.id) as "contentSha256", count_subsidy_signatures(b.id) as signatures,
    (select count(*)::int from subsidy_entry e where e.batch_id = b.id and e.struck_at is null) as people,
    (select count(*)::int from subsidy_entry e
      where e.batch_id = b.id and e.struck_at is null and e.amount_yuan is null) as unpriced,
    (select coalesce(sum(e.amount_yuan), 0)::int from subsidy_entry e where e.batch_id = b.id and e.struck_at is null) as yuan`;
}

/** The condition under which list `b` concerns a session: its own bureau, and whoever inspects (H10). */
export function mayReadBatch(sql: Sql | SqlTx, { role, institutionId }: Session) {
  if (role === 'bureau') return sql`b.bureau_id = ${institutionId}`;
  return role === 'inspector' || role === 'auditor' ? sql`true` : sql`false`;
}

/** The list, for its own bureau and whoever inspects; to everybody else it is not there. Throws `not_found`. */
export async function readOwnBatch(sql: Sql | SqlTx, session: Session, batchId: string): Promise<OwnBatch> {
  const [own] = await sql<OwnBatch[]>`
    select ${batchColumns(sql)} from subsidy_batch b join institution i on i.id = b.bureau_id
    where b.id::text = ${batchId} and ${mayReadBatch(sql, session)}`;
  if (!own) throw new Refusal('not_found');
  return own;
}

/** The list to be worked on, its row locked, for a person of its bureau. Throws `forbidden`, `not_found`. */
export async function lockOwnBatch(tx: SqlTx, session: Session, batchId: string): Promise<OwnBatch> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  await tx`select 1 from subsidy_batch b where b.id::text = ${batchId} and ${mayReadBatch(tx, session)} for update`;
  return readOwnBatch(tx, session, batchId);
}

/** Writes down what was done, with the hash of the list after it. */
export async function takeBatchStep(
  tx: SqlTx,
  batchId: string,
  step: BatchStep,
  { personId }: Session,
  reason: string | null,
  nowMs: number,
): Promise<void> {
  await tx`
    insert into subsidy_step (batch_id, step, actor_id, content_sha256, reason, at)
    values (${batchId}, ${step}, ${personId}, subsidy_content_sha256(${batchId}), ${reason}, ${new Date(nowMs)})`;
}
