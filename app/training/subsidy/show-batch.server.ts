import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { unseal } from '../../platform/seal.server.ts';
import { chinaDay } from '../class-day.ts';
import type { BatchStep } from './batch-life.ts';
import { readStale } from './draw-batch.server.ts';
import { contactPurpose, receiptOf } from './object-to-batch.server.ts';
import { batchColumns, mayReadBatch, readOwnBatch, type OwnBatch } from './own-batch.server.ts';
import { readClassAmounts } from './price-class.server.ts';
import { isPublicityOver, lastDayOfMonth, monthsToDraw } from './publicity-days.ts';
import { readCandidates } from './read-candidates.server.ts';
import { countVouchers } from './read-vouchers.server.ts';

/** A line of a list. */
export type Entry = {
  id: string;
  number: number;
  enrolmentId: string;
  name: string;
  idEnding: string;
  institution: string;
  classTitle: string;
  occupation: string;
  level: string;
  certificateNumber: string;
  endedOn: string;
  /** Null while a list is drawn up and its bureau has not typed it. */
  amountYuan: number | null;
  struckReason: string | null;
};

/** The lines of a list in their order. The list is the caller's own. */
export async function readEntries(sql: Sql, batchId: string): Promise<Entry[]> {
  return sql<Entry[]>`
    select id, number, enrolment_id as "enrolmentId", name, id_ending as "idEnding", institution,
      class_title as "classTitle", occupation, level, certificate_number as "certificateNumber",
      ended_on::text as "endedOn", amount_yuan as "amountYuan", struck_reason as "struckReason"
    from subsidy_entry where batch_id = ${batchId} order by number`;
}

/** The lists that concern a session, the newest first; the months that its bureau may still draw up; vouchers of its area. */
export async function showBatches(sql: Sql, session: Session, now: ClockReading) {
  const today = chinaDay(now.wallMs);
  const batches = await sql<OwnBatch[]>`
    select ${batchColumns(sql)} from subsidy_batch b join institution i on i.id = b.bureau_id
    where ${mayReadBatch(sql, session)} order by b.month desc, i.name, b.id limit 120`;
  const isBureau = session.role === 'bureau';
  const drawn = new Set(batches.map(({ month }) => month));
  return {
    batches,
    isBureau,
    months: isBureau ? monthsToDraw(today).filter((month) => !drawn.has(month)) : [],
    year: today.slice(0, 4),
    vouchers: await countVouchers(sql, isBureau ? session.institutionId : null, today.slice(0, 4)),
  };
}
export type BatchesSeen = Awaited<ReturnType<typeof showBatches>>;

/** A list with everything that its page shows; contacts of objectors are opened for its bureau alone. Throws `not_found`. */
export async function showBatch(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  session: Session,
  batchId: string,
  now: ClockReading,
) {
  const own = await readOwnBatch(sql, session, batchId);
  const isOpen = own.state === 'drawn' || own.state === 'published';
  const isBureau = session.role === 'bureau';
  const scope = { bureauId: own.bureauId, lastDay: lastDayOfMonth(own.month), batchId: own.id };
  const [entries, amounts, stale, candidates, signatures, steps, objections] = await Promise.all([
    readEntries(sql, own.id),
    readClassAmounts(sql, own.id),
    isOpen ? readStale(sql, masterKey, own, now.wallMs) : new Set<string>(),
    own.state === 'drawn' ? readCandidates(sql, masterKey, scope, now.wallMs) : null,
    sql<{ id: string; name: string; signedOn: string; isMine: boolean; contentSha256: string }[]>`
      select s.id, s.signed_name as name, to_char(s.signed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "signedOn",
        s.signed_by = ${session.personId} as "isMine", s.content_sha256 as "contentSha256"
      from subsidy_signature s where s.batch_id = ${own.id} order by s.signed_at, s.id`,
    sql<{ id: string; step: BatchStep; by: string; isMine: boolean; reason: string | null; at: string }[]>`
      select t.id, t.step, p.name as by, t.actor_id = ${session.personId} as "isMine", t.reason,
        to_char(t.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
      from subsidy_step t join person p on p.id = t.actor_id where t.batch_id = ${own.id} order by t.seq`,
    sql<ObjectionRow[]>`
      select o.id, e.number, e.name, o.words, o.contact_sealed as sealed, o.is_upheld as "isUpheld", o.answer,
        to_char(o.sent_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "sentAt", p.name as "answeredBy"
      from subsidy_objection o left join subsidy_entry e on e.id = o.entry_id left join person p on p.id = o.answered_by
      where o.batch_id = ${own.id} order by o.answered_at nulls first, o.sent_at, o.id`,
  ]);
  const hasDrawn = steps.some(({ step, isMine }) => step === 'draw' && isMine);
  const hasSigned = signatures.some(
    ({ isMine, contentSha256 }) => isMine && contentSha256 === own.contentSha256,
  );
  const today = chinaDay(now.wallMs);
  return {
    own,
    today,
    isBureau,
    entries: entries.map((one) => ({
      ...one,
      isStale: one.struckReason === null && stale.has(one.enrolmentId),
    })),
    amounts,
    leftOut: candidates?.leftOut ?? [],
    /** People who have come to qualify since it was drawn up. */
    newcomers: (candidates?.proposed ?? []).filter(
      ({ enrolmentId }) => !entries.some((entry) => entry.enrolmentId === enrolmentId),
    ).length,
    signatures: signatures.map(({ contentSha256, ...one }) => ({
      ...one,
      isCurrent: contentSha256 === own.contentSha256,
    })),
    steps,
    objections: objections.map(({ sealed, ...one }) => ({
      ...one,
      receipt: receiptOf(one.id),
      contact: sealed && isBureau ? unseal(masterKey, contactPurpose(one.id), sealed).toString('utf8') : null,
    })),
    hasDrawn,
    hasSigned,
    maySign: isBureau && isOpen && !hasDrawn && !hasSigned && entries.length > 0 && own.unpriced === 0,
    isOver: own.untilDay !== null && isPublicityOver(own.untilDay, today),
  };
}
export type BatchSeen = Awaited<ReturnType<typeof showBatch>>;

type ObjectionRow = {
  id: string;
  number: number | null;
  name: string | null;
  words: string;
  sealed: Buffer | null;
  isUpheld: boolean | null;
  answer: string | null;
  sentAt: string;
  answeredBy: string | null;
};

/** The classes of a list, with how many of each are on it: for the log of looks. */
export async function countClasses(sql: Sql, batchId: string): Promise<{ classId: string; count: number }[]> {
  return sql<{ classId: string; count: number }[]>`
    select e.class_id as "classId", count(*)::int as count from subsidy_entry s join enrolment e on e.id = s.enrolment_id
    where s.batch_id = ${batchId} group by e.class_id`;
}
