import { randomBytes } from 'node:crypto';
import { requirePassword } from '../guards.server.ts';
import type { Session } from '../read-session.server.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { seal, unseal } from '../../platform/seal.server.ts';
import { tellKey } from './match-code.ts';
import { countRecoveryCodes } from './recovery-codes.server.ts';

/** What a person's second step asks now. `set`: nothing; it is set up, and given in this session. */
export type SecondStepSeen =
  | { state: 'set_up'; uri: string; groups: string; isRequired: boolean }
  | { state: 'code' }
  | { state: 'set'; recoveryLeft: number };

type Door = Pick<House, 'sql' | 'masterKey'>;

const purposeOf = (personId: string) => `totp:${personId}`;

/** Opens a sealed key of this person's. */
export const openKey = (masterKey: Buffer, personId: string, sealed: Buffer): Buffer =>
  unseal(masterKey, purposeOf(personId), sealed);

/** A member of staff with a password; learners have no second step. Throws `forbidden` and what `requirePassword` throws. */
export function requireStaff(session: Session | null): Session {
  const present = requirePassword(session);
  if (present.role === 'learner') throw new Refusal('forbidden');
  return present;
}

/**
 * Where this person's second step stands; who has none yet is shown a key. Every session is shown a key of its own: one
 * that somebody else saw under the same password is never confirmed later.
 */
export async function beginSecondStep(
  { sql, masterKey }: Door,
  session: Session,
  nowMs: number,
): Promise<SecondStepSeen> {
  const { personId, tokenHash, secondStep } = requireStaff(session);
  const fresh = seal(masterKey, purposeOf(personId), randomBytes(20));
  await sql`
    insert into staff_totp (person_id, secret_sealed, shown_to, created_at)
    values (${personId}, ${fresh}, ${tokenHash}, ${new Date(nowMs)})
    on conflict (person_id) do update set secret_sealed = excluded.secret_sealed, shown_to = excluded.shown_to,
      created_at = excluded.created_at
    where staff_totp.confirmed_at is null and staff_totp.shown_to <> excluded.shown_to`;
  const [row] = await sql<{ sealed: Buffer; isConfirmed: boolean; phone: string }[]>`
    select t.secret_sealed as sealed, t.confirmed_at is not null as "isConfirmed", p.phone
    from staff_totp t join person p on p.id = t.person_id where t.person_id = ${personId}`;
  if (!row) throw new Refusal('busy');
  if (!row.isConfirmed) {
    const told = tellKey(openKey(masterKey, personId, row.sealed), row.phone);
    return { state: 'set_up', ...told, isRequired: secondStep === 'set_up' };
  }
  if (secondStep === 'code') return { state: 'code' };
  return { state: 'set', recoveryLeft: await countRecoveryCodes(sql, personId) };
}
