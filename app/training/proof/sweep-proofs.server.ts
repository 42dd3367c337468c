import type { SqlTx } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { compareProof, type ProofFault } from './compare-proof.ts';
import { readProofs } from './read-proof.server.ts';
import { readRecognised } from './read-recognised.server.ts';

const dayMs = 86_400_000;
/** Classes a call. */
const batch = 20;

/**
 * Compares the proofs of classes whose last comparison is a day old with the ledger as it stands, and notes which no longer
 * match; a class is one transaction. Also forgets questions older than a day. Answers how many classes; run by the worker.
 */
export async function sweepProofs(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  now: ClockReading,
): Promise<number> {
  const dayAgo = new Date(now.wallMs - dayMs);
  await sql`delete from proof_try where at < ${dayAgo}`;
  const due = await sql<{ classId: string }[]>`
    select s.class_id as "classId" from study_proof s left join proof_check k on k.number = s.number
    where (k.number is null or k.checked_at <= ${dayAgo})
      and not exists (select from study_proof r where r.replaces = s.number)
    group by s.class_id order by min(coalesce(k.checked_at, '-infinity')) limit ${batch}`;
  for (const { classId } of due) await sql.begin((tx) => compareClass(tx, masterKey, classId, now));
  return due.length;
}

/** Compares the proofs of one class now. */
export async function compareClass(
  tx: SqlTx,
  masterKey: Buffer,
  classId: string,
  now: ClockReading,
): Promise<void> {
  const { rows } = await readRecognised(tx, classId);
  const signed = new Map(
    (await readProofs(tx, masterKey, { classId })).map((proof) => [proof.body.number, proof.body]),
  );
  for (const { learnerId, hours, proof } of rows) {
    if (!proof) continue;
    const body = signed.get(proof.number);
    const fault: ProofFault | null = body
      ? compareProof({
          stated: { ...body.hours, ledgerHash: body.basis.ledger.hash },
          now: {
            ...hours,
            onlineTheory: hours.onlineEarned,
            ledgerHash: await readHash(tx, learnerId, body.basis.ledger.seq),
            isSigned: true,
          },
        })
      : 'signature';
    await tx`
      insert into proof_check (number, checked_at, fault) values (${proof.number}, ${new Date(now.wallMs)}, ${fault})
      on conflict (number) do update set checked_at = excluded.checked_at, fault = excluded.fault`;
  }
}

/** The hash of a row of the log, hex; of none before the first. */
async function readHash(tx: SqlTx, learnerId: string, seq: number): Promise<string | null> {
  if (seq === 0) return '0'.repeat(64);
  const [row] = await tx<{ hash: Buffer }[]>`
    select hash from evidence_event where learner_id = ${learnerId} and seq = ${seq}`;
  return row?.hash.toString('hex') ?? null;
}
