import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Sql } from '../../db/client.ts';
import { deriveKey } from '../platform/seal.server.ts';
import { checkpointMessage, type ExportedCheckpoint } from './verify-export.ts';

export const keyVersion = 1;
/** PKCS #8 header of an Ed25519 seed (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key that signs chain heads, derived from the master key. */
function signingKey(masterKey: Buffer): KeyObject {
  const seed = deriveKey(masterKey, 'checkpoint-signing-1');
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half, SPKI DER in base64: what an inspector pins. */
export function publicKeyOf(masterKey: Buffer): string {
  return createPublicKey(signingKey(masterKey)).export({ format: 'der', type: 'spki' }).toString('base64');
}

/** Ed25519 of a message by the key that signs chain heads. */
export function signMessage(masterKey: Buffer, message: string): Buffer {
  return sign(null, Buffer.from(message), signingKey(masterKey));
}

/** Signs a chain's end as its head states it: number and hash (hex) of a row. `nowMs`: wall clock. */
export function signEnd(
  masterKey: Buffer,
  learnerId: string,
  { seq, hash }: { seq: number; hash: string },
  nowMs: number,
): ExportedCheckpoint {
  const point: Omit<ExportedCheckpoint, 'signature'> = { seq, hash, signedAtMs: nowMs, keyVersion };
  const signature = signMessage(masterKey, checkpointMessage(learnerId, point)).toString('base64');
  return { ...point, signature };
}

/** Signs the end of one learner's chain, unless it is signed already or empty. `nowMs`: wall clock. */
export async function signCheckpoint(
  sql: Sql,
  masterKey: Buffer,
  learnerId: string,
  nowMs: number,
): Promise<void> {
  const [head] = await sql<{ seq: number; hash: Buffer }[]>`
    select seq, hash from chain_head where learner_id = ${learnerId} and seq > 0`;
  if (!head) return;
  const { signature } = signEnd(masterKey, learnerId, { ...head, hash: head.hash.toString('hex') }, nowMs);
  await sql`insert into checkpoint (learner_id, seq, hash, signed_at, signature, key_version)
    values (${learnerId}, ${head.seq}, ${head.hash}, ${new Date(nowMs)}, ${Buffer.from(signature, 'base64')}, ${keyVersion})
    on conflict do nothing`;
}

/** Signs every chain that has grown since its last checkpoint; answers how many. At most `max` a call. */
export async function signGrownChains(
  sql: Sql,
  masterKey: Buffer,
  nowMs: number,
  max = 1000,
): Promise<number> {
  const grown = await sql<{ learnerId: string }[]>`
    select h.learner_id as "learnerId" from chain_head h
    where h.seq > 0 and not exists (select 1 from checkpoint c where c.learner_id = h.learner_id and c.seq = h.seq)
    limit ${max}`;
  for (const { learnerId } of grown) await signCheckpoint(sql, masterKey, learnerId, nowMs);
  return grown.length;
}

/** Whether the key that signs chain heads signed this message. */
export function isSignedBy(masterKey: Buffer, message: string, signature: Buffer): boolean {
  return verify(null, Buffer.from(message), createPublicKey(signingKey(masterKey)), signature);
}
