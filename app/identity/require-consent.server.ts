import type { Sql, SqlTx } from '../../db/client.ts';
import { Refusal } from '../platform/refusal.ts';
import { readConsent } from './read-consent.server.ts';
import { requireAge } from './require-age.server.ts';

/** Guards everything that takes or stores a face. Throws `consent_missing` or `too_young`. */
export async function requireConsent(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  learnerId: string,
  nowMs: number,
): Promise<void> {
  const { isCurrent } = await readConsent(sql, learnerId);
  if (!isCurrent) throw new Refusal('consent_missing');
  await requireAge(sql, masterKey, learnerId, nowMs);
}
