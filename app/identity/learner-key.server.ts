import type { Sql, SqlTx } from '../../db/client.ts';
import { seal, unseal } from '../platform/seal.server.ts';

/** A learner's own key, opened; null when it was erased: nothing of hers can be read or stored then. */
export async function readLearnerKey(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  learnerId: string,
): Promise<Buffer | null> {
  const [row] = await sql<{ wrapped: Buffer }[]>`
    select wrapped_key as wrapped from learner_key where learner_id = ${learnerId}`;
  return row ? unseal(masterKey, `learner-key:${learnerId}`, row.wrapped) : null;
}

/** Seals something of a learner's under her key. `purpose` names what and which, and is authenticated. */
export function sealForLearner(key: Buffer, purpose: string, plain: Buffer): Buffer {
  return seal(key, purpose, plain);
}

/** Opens what `sealForLearner` made. Throws if key, purpose or bytes differ. */
export function unsealForLearner(key: Buffer, purpose: string, sealed: Buffer): Buffer {
  return unseal(key, purpose, sealed);
}
