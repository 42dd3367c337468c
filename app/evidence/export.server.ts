import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { ExportedRow } from './check-chain.ts';
import type { ChainedEvent } from './event.ts';
import { exportContentLines } from './export-content.server.ts';
import { publicKeyOf, signCheckpoint } from './sign-checkpoint.server.ts';
import type { BankOutline } from './test-event.ts';
import type { ExportedCheckpoint } from './verify-export.ts';

/** Rows read at a time. */
const pageRows = 2000;

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
  await signCheckpoint(sql, masterKey, learnerId, now.wallMs);
  const points = await sql<CheckpointRow[]>`
    select seq, hash, signed_at as "signedAt", key_version as "keyVersion", signature from checkpoint
    where learner_id = ${learnerId} order by seq`;
  const signedSeq = points.at(-1)?.seq ?? 0;
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
  for (let after = 0; ;) {
    const rows = await sql<{ seq: number; body: string; hash: Buffer }[]>`
      select seq, body, hash from evidence_event where learner_id = ${learnerId} and seq > ${after}
        and seq <= ${signedSeq} order by seq limit ${pageRows}`;
    for (const { body, hash } of rows) {
      const row: ExportedRow = { body, hash: hash.toString('hex') };
      const event = JSON.parse(body) as ChainedEvent;
      if (event.kind === 'lease_opened') studied.add(event.videoVersionId);
      if (event.kind === 'test_judged') judged.add(event.paperId);
      yield `${JSON.stringify(row)}\n`;
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.seq;
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
  const banks = await sql<{ outline: string }[]>`
    select outline from test_bank where sha256 in (
      select bank_sha256 from test_paper where learner_id = ${learnerId} and id = any(${[...judged]}::uuid[]))
    order by sha256`;
  for (const { outline } of banks)
    yield `${JSON.stringify({ testBank: JSON.parse(outline) as BankOutline })}\n`;
  for (const videoVersionId of studied) yield* exportContentLines(sql, masterKey, videoVersionId, now);
}
