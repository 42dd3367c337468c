import type { ProofBody, ProofFile } from '../../evidence/study-proof.ts';
import { publicKeyOf } from '../../evidence/sign-checkpoint.server.ts';
import { maskIdNumber } from '../../identity/mask-id-number.ts';
import type { House } from '../../platform/house.server.ts';
import { chinaDay } from '../class-day.ts';
import { drawQr } from '../roster/draw-qr.ts';
import { openIdNumber } from './make-proof.server.ts';
import { proofAddress } from './proof-link.server.ts';
import { readProofs } from './read-proof.server.ts';

/** A proof as it is printed for her or her institution: her whole name, her number masked, the code to its page. */
export type PrintedProof = {
  name: string;
  idNumber: string;
  body: ProofBody;
  address: string;
  qr: { size: number; path: string };
  revokedOn: string | null;
};

type Where = { requestUrl: string };

/**
 * The proofs of a learner or of a class, ready for paper. Void ones are left out, but for the learner herself, who is told.
 * The caller has asked whose they are.
 */
export async function readPrinted(
  { sql, masterKey, env }: Pick<House, 'sql' | 'masterKey' | 'env'>,
  by: { learnerId: string } | { classId: string },
  { requestUrl }: Where,
): Promise<PrintedProof[]> {
  const proofs = await readProofs(sql, masterKey, by);
  const printed: PrintedProof[] = [];
  for (const { body, name, revokedMs } of proofs) {
    if (revokedMs !== null && 'classId' in by) continue;
    const idNumber = await sql.begin((tx) => openIdNumber(tx, masterKey, body.learnerId));
    const address = proofAddress(masterKey, body.number, requestUrl, env.secureCookies);
    printed.push({
      ...{ name, body, address, qr: drawQr(address) },
      idNumber: maskIdNumber(idNumber ?? ''),
      revokedOn: revokedMs === null ? null : chinaDay(revokedMs),
    });
  }
  return printed;
}

/** The newest proof of a learner as a file that the offline verifier reads; null: she has none. */
export async function readProofFileOf(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  learnerId: string,
): Promise<{ number: string; file: ProofFile } | null> {
  const proofs = await readProofs(sql, masterKey, { learnerId });
  const newest = proofs.sort((a, b) => b.body.issuedAtMs - a.body.issuedAtMs)[0];
  if (!newest) return null;
  const { body, text, signature } = newest;
  return {
    number: body.number,
    file: {
      zhenxue: 'study-proof-file',
      publicKey: publicKeyOf(masterKey),
      body: text,
      signature: signature.toString('base64'),
    },
  };
}
