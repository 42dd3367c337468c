import { createHash } from 'node:crypto';
import type { SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { canonical } from './canonical.ts';
import { eventVersion, type ChainedEvent, type EvidenceEvent } from './event.ts';

/** The end of a learner's chain, held under a row lock. */
export type ChainHead = { learnerId: string; seq: number; hash: Buffer };

/** `prev` of the first event. */
export const chainStart = Buffer.alloc(32);

/**
 * Locks the chains of `learnerIds` until the transaction ends: the one lock under which anything of a learner's study
 * is read or written. Sorted, so that two batches never wait for each other.
 */
export async function lockChains(tx: SqlTx, learnerIds: string[]): Promise<Map<string, ChainHead>> {
  const ids = [...new Set(learnerIds)].sort();
  const read = () => tx<{ learner_id: string; seq: string; hash: Buffer }[]>`
    select learner_id, seq, hash from chain_head where learner_id = any(${ids}::uuid[]) order by learner_id for update`;
  let rows = await read();
  if (rows.length < ids.length) {
    await tx`insert into chain_head (learner_id, seq, hash)
      select id, 0, ${chainStart} from unnest(${ids}::uuid[]) id order by id on conflict do nothing`;
    rows = await read();
  }
  return new Map(
    rows.map((r) => [r.learner_id, { learnerId: r.learner_id, seq: Number(r.seq), hash: r.hash }]),
  );
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
  return { body, next: { learnerId, seq, hash: createHash('sha256').update(body).digest() } };
}

/** Appends to the chains under the caller's lock and transaction: decision and evidence are stored together or not at all. */
export async function appendEvidence(tx: SqlTx, entries: Entry[]): Promise<void> {
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
  if (ids.length === 0) return;
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
}
