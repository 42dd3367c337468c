import { hash } from 'node:crypto';
import type { SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { readClock } from '../platform/clock.server.ts';
import { canonical } from './canonical.ts';
import { eventVersion, type ChainedEvent, type EvidenceEvent } from './event.ts';
import { closeSpan, lastSeqOf, readSpan, type OpenSpan, type SpanColumns } from './open-span.ts';

/** The end of a learner's chain, held under a row lock. */
export type ChainHead = { learnerId: string; seq: number; hash: Buffer };
/** `rev`: what this lock made of it; a reading with another one is stale. */
export type LockedChain = ChainHead & { rev: number };

/** `prev` of the first event. */
export const chainStart = Buffer.alloc(32);

/** Locks the chains of `learnerIds` with the beats that are not in them yet. Sorted, so that two batches never wait for each other. */
export async function lockOpenChains(
  tx: SqlTx,
  learnerIds: string[],
): Promise<Map<string, LockedChain & { span: OpenSpan | null }>> {
  const ids = [...new Set(learnerIds)].sort();
  const read = () => tx<({ learner_id: string; seq: number; hash: Buffer; rev: number } & SpanColumns)[]>`
    select * from chain_head where learner_id = any(${ids}::uuid[]) order by learner_id for update`;
  let rows = await read();
  if (rows.length < ids.length) {
    await tx`insert into chain_head (learner_id, seq, hash)
      select id, 0, ${chainStart} from unnest(${ids}::uuid[]) id order by id on conflict do nothing`;
    rows = await read();
  }
  await tx`update chain_head set rev = rev + 1 where learner_id = any(${ids}::uuid[])`;
  return new Map(
    rows.map((row) => {
      const head = { learnerId: row.learner_id, seq: row.seq, hash: row.hash };
      return [row.learner_id, { ...head, rev: row.rev + 1, span: readSpan(row) }];
    }),
  );
}

/**
 * Locks the chains of `learnerIds` until the transaction ends: the one lock under which anything of a learner's study
 * is read or written. Beats that were folded are in the log and in the tables when it returns, and nothing more is
 * folded before it is released.
 */
export async function lockChains(tx: SqlTx, learnerIds: string[]): Promise<Map<string, LockedChain>> {
  const locked = await lockOpenChains(tx, learnerIds);
  const heads = new Map<string, LockedChain>();
  const open: Open[] = [];
  for (const [id, { span, ...head }] of locked) {
    heads.set(id, head);
    if (span) open.push({ head, span });
  }
  if (open.length === 0) return heads;
  for (const [id, end] of await closeSpans(tx, open)) heads.set(id, { ...end, rev: heads.get(id)?.rev ?? 0 });
  return heads;
}

/** Empties the open spans of locked chains, whose events and tables the caller writes. */
export async function clearSpans(tx: SqlTx, learnerIds: string[]): Promise<void> {
  if (learnerIds.length === 0) return;
  await tx`update chain_head set span_fence = null, span_video_id = null, span_first_seq = null, span_from_ms = null,
      span_to_ms = null, span_spent_ms = null, span_media_ms = null, span_beats = null, span_wall_ms = null,
      span_mono_ms = null, span_boot = null where learner_id = any(${learnerIds}::uuid[])`;
}

/** What to append: the decisions of one learner at one moment, in order. */
export type Entry = { head: ChainHead; at: ClockReading; events: EvidenceEvent[] };

/** The row that follows `head`. */
export function chainEvent(
  head: ChainHead,
  at: ClockReading,
  event: EvidenceEvent,
): { body: string; next: ChainHead } {
  const seq = head.seq + 1;
  const { learnerId } = head;
  const chained: ChainedEvent = {
    ...event,
    v: eventVersion,
    learnerId,
    seq,
    prev: head.hash.toString('hex'),
    at,
  };
  const body = canonical(chained);
  return { body, next: { learnerId, seq, hash: hash('sha256', body, 'buffer') } };
}

/**
 * Appends to the chains under the caller's lock and transaction: decision and evidence are stored together or not at all.
 * Answers the new ends of those that grew.
 */
export async function appendEvidence(tx: SqlTx, entries: Entry[]): Promise<Map<string, ChainHead>> {
  const ids: string[] = [];
  const seqs: number[] = [];
  const bodies: string[] = [];
  const hashes: string[] = [];
  const ends = new Map<string, ChainHead>();
  for (const { head, at, events } of entries) {
    let end = ends.get(head.learnerId) ?? head;
    for (const event of events) {
      const { body, next } = chainEvent(end, at, event);
      end = next;
      ids.push(next.learnerId);
      seqs.push(next.seq);
      bodies.push(body);
      hashes.push(next.hash.toString('hex'));
    }
    if (end !== head) ends.set(head.learnerId, end);
  }
  if (ids.length === 0) return ends;
  const heads = [...ends.values()];
  await Promise.all([
    tx`insert into evidence_event (learner_id, seq, body, hash)
      select learner_id, seq, body, decode(hash, 'hex')
      from unnest(${ids}::uuid[], ${seqs}::bigint[], ${bodies}::text[], ${hashes}::text[])
        as e(learner_id, seq, body, hash)`,
    tx`update chain_head c set seq = h.seq, hash = decode(h.hash, 'hex')
      from unnest(${heads.map((h) => h.learnerId)}::uuid[], ${heads.map((h) => h.seq)}::bigint[],
        ${heads.map((h) => h.hash.toString('hex'))}::text[]) as h(learner_id, seq, hash)
      where c.learner_id = h.learner_id`,
  ]);
  return ends;
}

/** A locked chain with the beats that are not in it yet. */
type Open = { head: ChainHead; span: OpenSpan };

/**
 * Makes the open spans of locked chains an event each, and the tables say what they came to: whoever holds the lock finds
 * log and tables complete. Answers the new ends of the chains.
 */
async function closeSpans(tx: SqlTx, open: Open[]): Promise<Map<string, ChainHead>> {
  const at = readClock();
  const ids = open.map(({ head }) => head.learnerId);
  const appended = appendEvidence(
    tx,
    open.map(({ head, span }) => ({ head, at, events: [closeSpan(span)] })),
  );
  await Promise.all([
    tx`update lease l set last_seq = v.last_seq, last_answer = null, last_earned_ms = v.earned,
        media_ms = h.span_media_ms, counted_wall_ms = h.span_wall_ms, counted_mono_ms = h.span_mono_ms,
        counted_boot = h.span_boot, last_seen_at = to_timestamp(h.span_wall_ms / 1000.0),
        logged_reason = null
      from unnest(${ids}::uuid[], ${open.map(({ span }) => lastSeqOf(span))}::int[],
        ${open.map(({ span }) => span.beats.at(-1) ?? 0)}::bigint[]) as v(learner_id, last_seq, earned)
      join chain_head h on h.learner_id = v.learner_id
      where l.learner_id = v.learner_id and l.fence = h.span_fence`,
    tx`update lesson_progress p set frontier_ms = h.span_to_ms, since_proof_ms = p.since_proof_ms + h.span_spent_ms
      from chain_head h where h.learner_id = any(${ids}::uuid[])
        and p.learner_id = h.learner_id and p.video_version_id = h.span_video_id`,
    tx`update enrolment_study e set played_ms = e.played_ms + h.span_spent_ms
      from chain_head h join lease l on l.learner_id = h.learner_id and l.fence = h.span_fence
      where h.learner_id = any(${ids}::uuid[]) and e.learner_id = h.learner_id and e.enrolment_id = l.enrolment_id`,
  ]);
  await clearSpans(tx, ids);
  return appended;
}
