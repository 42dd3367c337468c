import type { SupervisionRecord } from './supervision-record.ts';

/** What came of a batch, by sequence number. What is in neither list is sent again. */
export type SupervisionReply = { accepted: number[]; refused: { seq: number; why: string }[] };

/**
 * A way to the supervision platform, whose own interface is not published: another one stands behind the same call.
 * `deliver` may be given the same batch again, and records that it has taken already; then it takes them once (P003).
 * Throws, with a sentence, when nobody knows whether the batch arrived.
 */
export type SupervisionAdapter = {
  name: 'file' | 'http';
  /** How many records it takes at once. */
  batchMax: number;
  /** The name of a batch that begins now with this record. */
  nameBatch(firstSeq: number, nowMs: number): string;
  deliver(batch: string, records: SupervisionRecord[]): Promise<SupervisionReply>;
};

/** A record as it is written down: its payload inside, exactly as it was hashed. */
export function writeRecord({ payload, ...record }: SupervisionRecord): string {
  const { seq, kind, version, atMs, sha256, person } = record;
  const head = JSON.stringify({ seq, kind, version, at: new Date(atMs).toISOString(), sha256, person });
  return `${head.slice(0, -1)},"payload":${payload}}`;
}
