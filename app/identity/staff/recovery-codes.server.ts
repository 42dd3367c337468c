import { createHmac, randomInt } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { deriveKey } from '../../platform/seal.server.ts';

/** Letters and digits that nobody mixes up. */
const alphabet = 'abcdefghjkmnpqrstvwxyz23456789';
const codes = 10;

/** A new recovery code, about 49 bits, as it is printed: abcde-23456. */
function drawCode(): string {
  const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Keyed, so that a copy of the table opens nothing, and bound to the person. */
function digest(masterKey: Buffer, personId: string, typed: string): Buffer {
  const code = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return createHmac('sha256', deriveKey(masterKey, 'recovery-code')).update(`${personId}:${code}`).digest();
}

/** Ten new recovery codes in place of all older ones, told this once. */
export async function drawRecoveryCodes(tx: SqlTx, masterKey: Buffer, personId: string): Promise<string[]> {
  const drawn = Array.from({ length: codes }, drawCode);
  await tx`delete from recovery_code where person_id = ${personId}`;
  for (const code of drawn)
    await tx`insert into recovery_code (person_id, digest) values (${personId}, ${digest(masterKey, personId, code)})`;
  return drawn;
}

/** Takes a recovery code, once: of two at the same moment one is told false. */
export async function takeRecoveryCode(
  tx: SqlTx,
  masterKey: Buffer,
  personId: string,
  typed: string,
  nowMs: number,
): Promise<boolean> {
  const taken = await tx`
    update recovery_code set used_at = ${new Date(nowMs)}
    where person_id = ${personId} and digest = ${digest(masterKey, personId, typed)} and used_at is null
    returning 1`;
  return taken.length === 1;
}

/** How many recovery codes a person still has. */
export async function countRecoveryCodes(sql: Sql, personId: string): Promise<number> {
  const [row] = await sql<{ left: number }[]>`
    select count(*)::int as left from recovery_code where person_id = ${personId} and used_at is null`;
  return row?.left ?? 0;
}
