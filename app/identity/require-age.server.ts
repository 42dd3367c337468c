import type { Sql, SqlTx } from '../../db/client.ts';
import { Refusal } from '../platform/refusal.ts';
import { unseal } from '../platform/seal.server.ts';
import { isTooYoung } from './check-age.ts';

/**
 * Throws `too_young` if the learner's ID number says that she is under 14. Without a number on record nobody is
 * refused: the roster brings it, and it is asked again at every step that takes a face.
 */
export async function requireAge(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  learnerId: string,
  nowMs: number,
): Promise<void> {
  const [row] = await sql<{ sealed: Buffer | null }[]>`
    select id_number_sealed as sealed from person where id = ${learnerId}`;
  if (!row?.sealed) return;
  const idNumber = unseal(masterKey, `id-number:${learnerId}`, row.sealed).toString('utf8');
  if (isTooYoung(idNumber, nowMs)) throw new Refusal('too_young');
}
