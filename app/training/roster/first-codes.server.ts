import { randomInt } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { deriveKey, seal, unseal } from '../../platform/seal.server.ts';
import { requireOwnClass } from '../own-class.server.ts';

const codeDigits = 6;
const keyOf = (masterKey: Buffer) => deriveKey(masterKey, 'first-code');
const purposeOf = (personId: string) => `first-code:${personId}`;

/** A new first sign-in code: six digits, drawn by chance. */
export function drawFirstCode(): string {
  return String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
}

/** A code as `first_code` keeps it, for the person's own sheet only. */
export function sealFirstCode(masterKey: Buffer, personId: string, code: string): Buffer {
  return seal(keyOf(masterKey), purposeOf(personId), Buffer.from(code));
}

/** One line of the sheet that the clerk prints. */
export type FirstCode = {
  enrolmentId: string;
  personId: string;
  name: string;
  /** What she signs in with; several learners may share one telephone. */
  phone: string;
  /** Six digits; null: she has a password already, or her account is another institution's, who prints it. */
  code: string | null;
};

/**
 * The first sign-in codes of a class, in the order of its roster, for the sheet. A code opens an account, so only the
 * institution that made the account may see it, whichever class she is in. Throws `not_found`.
 */
export async function readFirstCodes(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  session: Session,
  classId: string,
): Promise<FirstCode[]> {
  await requireOwnClass(sql, session, classId);
  const rows = await sql<(Omit<FirstCode, 'code'> & { sealed: Buffer | null })[]>`
    select e.id as "enrolmentId", p.id as "personId", p.name, p.phone, f.code_sealed as sealed
    from enrolment e join person p on p.id = e.learner_id
      left join first_code f on f.person_id = p.id and p.institution_id = ${session.institutionId}
        and p.password_hash is null
    where e.class_id = ${classId} order by e.enrolled_at, p.name, e.id`;
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    code: sealed && unseal(keyOf(masterKey), purposeOf(row.personId), sealed).toString('utf8'),
  }));
}
