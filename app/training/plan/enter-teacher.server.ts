import { randomInt } from 'node:crypto';
import { createAccount } from '../../identity/create-account.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { AccountRefused, type AccountFault } from '../../identity/refuse-account.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';

/** A teacher who was entered, with the code for the first sign-in, told this once; or why not. */
export type TeacherEntered =
  | { kind: 'entered'; teacherId: string; name: string; code: string }
  | { kind: 'refused'; fault: AccountFault };

/** The teachers of an institution by name. */
export async function listTeachers(
  sql: House['sql'],
  institutionId: string,
): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }[]>`
    select id, name from person where role = 'teacher' and institution_id = ${institutionId} order by name, id`;
}

/** Enters a teacher of the clerk's institution. Throws `forbidden`. */
export async function enterTeacher(
  { db, masterKey }: Pick<House, 'db' | 'masterKey'>,
  session: Session,
  { name, phone }: { name: string; phone: string },
): Promise<TeacherEntered> {
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  const code = String(randomInt(100_000, 1_000_000));
  const { institutionId } = session;
  try {
    const made = { institutionId, role: 'teacher', name, phone, firstSignInCode: code } as const;
    const { personId } = await createAccount(db, masterKey, made);
    return { kind: 'entered', teacherId: personId, name, code };
  } catch (error) {
    if (error instanceof AccountRefused) return { kind: 'refused', fault: error.fault };
    throw error;
  }
}
