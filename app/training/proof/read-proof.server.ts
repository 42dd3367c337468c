import type { Sql, SqlTx } from '../../../db/client.ts';
import { readProofBody } from '../../evidence/check-proof.ts';
import { isSignedBy } from '../../evidence/sign-checkpoint.server.ts';
import type { ProofBody } from '../../evidence/study-proof.ts';
import type { ProofFault } from './compare-proof.ts';

/** A stored proof; only what this server signed. */
export type StoredProof = {
  body: ProofBody;
  text: string;
  signature: Buffer;
  /** Whole, for who may see her; the public page takes the body's. */
  name: string;
  revokedMs: number | null;
  /** The number of the one that stands in its stead. */
  replacedBy: string | null;
  fault: ProofFault | null;
};

type Row = Pick<StoredProof, 'text' | 'signature' | 'name' | 'revokedMs' | 'replacedBy' | 'fault'> & {
  number: string;
};

/**
 * Stored proofs by number, learner or class. A row whose text this server did not sign, or signed for another number, is no
 * proof and is left out: who writes into the table prints nothing.
 */
export async function readProofs(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  by: { number: string } | { learnerId: string } | { classId: string },
): Promise<StoredProof[]> {
  const whose =
    'number' in by
      ? sql`s.number = ${by.number}`
      : 'learnerId' in by
        ? sql`s.learner_id = ${by.learnerId}`
        : sql`s.class_id = ${by.classId}`;
  const rows = await sql<Row[]>`
    select s.number, s.body as text, s.signature, p.name, k.fault,
      extract(epoch from v.revoked_at)::float8 * 1000 as "revokedMs", r.number as "replacedBy"
    from study_proof s join person p on p.id = s.learner_id left join proof_revocation v on v.number = s.number
      left join study_proof r on r.replaces = s.number left join proof_check k on k.number = s.number
    where ${whose} order by p.name, s.issued_at desc, s.number`;
  return rows.flatMap(({ number, ...row }) => {
    const body = isSignedBy(masterKey, row.text, row.signature) ? readProofBody(row.text) : null;
    return body?.number === number ? [{ ...row, body }] : [];
  });
}
