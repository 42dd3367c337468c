import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { closeOwnSpan } from './close-own-span.server.ts';
import type { ChainedEvent } from './event.ts';
import { exportContentLines } from './export-content.server.ts';
import { readLogs } from './read-log.server.ts';
import { publicKeyOf, signCheckpoint, signEnd } from './sign-checkpoint.server.ts';
import type { BankOutline } from './test-event.ts';
import type { ExportedCheckpoint } from './verify-export.ts';

type CheckpointRow = { seq: number; hash: Buffer; signedAt: Date; keyVersion: number; signature: Buffer };

/**
 * A learner's evidence as lines of JSON: a head with the public key, every row of the chain, every checkpoint, and the
 * chain of every video version that a lease names (P011), and the outline of the bank of every judged test. The end of the chain is signed first and the file ends at the
 * last row that was signed then: nothing can be cut off unseen, and a learner who studies on while it is written breaks
 * nothing.
 */
export async function* exportEvidence(
  sql: Sql,
  masterKey: Buffer,
  learnerId: string,
  now: ClockReading,
): AsyncGenerator<string> {
  await closeOwnSpan(sql, learnerId);
  await signCheckpoint(sql, masterKey, learnerId, now.wallMs);
  const points = await sql<CheckpointRow[]>`
    select seq, hash, signed_at as "signedAt", key_version as "keyVersion", signature from checkpoint
    where learner_id = ${learnerId} order by seq`;
  const signedSeq = points.at(-1)?.seq ?? 0;
  const end = await readEnd(sql, learnerId);
  // Rows behind the end of the chain were put there by hand: the file tells them, and nobody signed them.
  const lastSeq = end.lastSeq > end.seq ? end.lastSeq : signedSeq;
  const head = {
    zhenxue: 'evidence',
    v: 1,
    learnerId,
    exportedAtMs: now.wallMs,
    publicKey: publicKeyOf(masterKey),
  };
  yield `${JSON.stringify(head)}\n`;
  const studied = new Set<string>();
  const judged = new Set<string>();
  for await (const { rows } of readLogs(sql, [{ learnerId, afterSeq: 0, lastSeq }])) {
    for (const row of rows) {
      const event = readTelling(row.body);
      if (event?.kind === 'lease_opened') studied.add(event.videoVersionId);
      if (event?.kind === 'test_judged') judged.add(event.paperId);
      yield `${JSON.stringify(row)}\n`;
    }
  }
  for (const { seq, hash, signedAt, keyVersion, signature } of points) {
    const checkpoint: ExportedCheckpoint = {
      seq,
      hash: hash.toString('hex'),
      signedAtMs: signedAt.getTime(),
      keyVersion,
      signature: signature.toString('base64'),
    };
    yield `${JSON.stringify({ checkpoint })}\n`;
  }
  // A chain that says it ends elsewhere than its rows do: signed as it stands, and the verifier names the row.
  if (end.lastSeq > 0 && end.hash !== end.rowHash) {
    const stated = { seq: end.seq || end.lastSeq, hash: end.rowHash === null ? '' : end.hash };
    yield `${JSON.stringify({ checkpoint: signEnd(masterKey, learnerId, stated, now.wallMs) })}\n`;
  }
  const banks = await sql<{ outline: string }[]>`
    select outline from test_bank where sha256 in (
      select bank_sha256 from test_paper where learner_id = ${learnerId} and id = any(${[...judged]}::uuid[]))
    order by sha256`;
  for (const { outline } of banks)
    yield `${JSON.stringify({ testBank: JSON.parse(outline) as BankOutline })}\n`;
  for (const videoVersionId of studied) yield* exportContentLines(sql, masterKey, videoVersionId, now);
}

/** Kinds of events that name what else the file must hold. */
const telling = /"kind":"(?:lease_opened|test_judged)"/;

/** Such an event; null of every other row, also where somebody left no event: the file tells it as it is, and the verifier names it. */
function readTelling(body: string): ChainedEvent | null {
  if (!telling.test(body)) return null;
  try {
    return JSON.parse(body) as ChainedEvent;
  } catch {
    return null;
  }
}

type End = { seq: number; hash: string; rowHash: string | null; lastSeq: number };

/** Where the chain is said to end, the row that stands there, and the last row there is: read in one moment. */
async function readEnd(sql: Sql, learnerId: string): Promise<End> {
  const [end] = await sql<End[]>`
    select coalesce(h.seq, 0)::bigint as seq, coalesce(encode(h.hash, 'hex'), '') as hash,
      encode(e.hash, 'hex') as "rowHash",
      coalesce((select max(seq) from evidence_event where learner_id = ${learnerId}), 0)::bigint as "lastSeq"
    from (select) one left join chain_head h on h.learner_id = ${learnerId}
    left join evidence_event e on e.learner_id = h.learner_id and e.seq = h.seq`;
  return end ?? { seq: 0, hash: '', rowHash: null, lastSeq: 0 };
}
