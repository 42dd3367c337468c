import { randomBytes } from 'node:crypto';
import type { Sql, SqlTx } from '../../db/client.ts';
import { openKms } from '../platform/kms.server.ts';
import { seal, unseal } from '../platform/seal.server.ts';

const contextOf = (learnerId: string) => `learner-key:${learnerId}`;

/** A new key for this learner, wrapped: what `learner_key` stores. */
export function wrapNewKey(masterKey: Buffer, learnerId: string): Promise<Buffer> {
  return openKms(masterKey).wrap(contextOf(learnerId), randomBytes(32));
}

/** Opens a wrapped key that was read together with what it seals. */
export function unwrapKey(masterKey: Buffer, learnerId: string, wrapped: Buffer): Promise<Buffer> {
  return openKms(masterKey).unwrap(contextOf(learnerId), wrapped);
}

/** A learner's own key, opened; null when it was erased: nothing of hers can be read or stored then. */
export async function readLearnerKey(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  learnerId: string,
): Promise<Buffer | null> {
  const [row] = await sql<{ wrapped: Buffer }[]>`
    select wrapped_key as wrapped from learner_key where learner_id = ${learnerId}`;
  return row ? unwrapKey(masterKey, learnerId, row.wrapped) : null;
}

/** Gives a learner a key unless she has one: after a withdrawal the new one opens nothing of before. */
export async function ensureLearnerKey(tx: SqlTx, masterKey: Buffer, learnerId: string): Promise<void> {
  const wrapped = await wrapNewKey(masterKey, learnerId);
  await tx`insert into learner_key (learner_id, wrapped_key) values (${learnerId}, ${wrapped})
    on conflict (learner_id) do nothing`;
}

/** Seals something of a learner's under her key. `purpose` names what and which, and is authenticated. */
export function sealForLearner(key: Buffer, purpose: string, plain: Buffer): Buffer {
  return seal(key, purpose, plain);
}

/** Opens what `sealForLearner` made. Throws if key, purpose or bytes differ. */
export function unsealForLearner(key: Buffer, purpose: string, sealed: Buffer): Buffer {
  return unseal(key, purpose, sealed);
}
