import { randomUUID } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { learnerKey, person, type Role } from '../../db/schema/identity.ts';
import { seal } from '../platform/seal.server.ts';
import { checkIdNumber } from './check-id-number.ts';
import { digestIdNumber } from './digest-id-number.server.ts';
import { hashSecret } from './hash-secret.server.ts';
import { wrapNewKey } from './learner-key.server.ts';
import { readPhone } from './read-phone.ts';
import { AccountRefused, type AccountFault } from './refuse-account.ts';

/** What an institution enters. Nobody registers themselves. */
export type NewAccount = {
  institutionId: string;
  role: Role;
  name: string;
  phone: string;
  idNumber?: string;
  firstSignInCode?: string;
  password?: string;
};

/** A person as the table keeps her, ready to be inserted. */
export type PersonRow = Omit<typeof person.$inferSelect, 'createdAt'>;

/**
 * The row of a new person. The ID number is sealed for this person alone and found again by a keyed digest only; secrets
 * are argon2id, so this takes some milliseconds and belongs before a transaction. Throws `AccountRefused`.
 */
export async function preparePerson(masterKey: Buffer, account: NewAccount): Promise<PersonRow> {
  const phone = readPhone(account.phone);
  if (phone === null) throw new AccountRefused('phone_wrong');
  const id = randomUUID();
  const { idNumber, firstSignInCode, password } = account;
  const checked = idNumber === undefined ? null : requireIdNumber(idNumber);
  return {
    id,
    institutionId: account.institutionId,
    role: account.role,
    name: account.name,
    phone,
    idNumberSealed: checked === null ? null : seal(masterKey, `id-number:${id}`, Buffer.from(checked)),
    idNumberDigest: checked === null ? null : digestIdNumber(masterKey, checked),
    firstSignInCodeHash: firstSignInCode === undefined ? null : await hashSecret(firstSignInCode),
    passwordHash: password === undefined ? null : await hashSecret(password),
    suspendedAt: null,
  };
}

/** Creates a person; a learner gets the key that will seal their pictures. Throws `AccountRefused`. */
export async function createAccount(
  db: Db | Tx,
  masterKey: Buffer,
  account: NewAccount,
): Promise<{ personId: string }> {
  const row = await preparePerson(masterKey, account);
  await db.transaction(async (tx) => {
    const inserted = await tx.insert(person).values(row).onConflictDoNothing().returning({ id: person.id });
    if (inserted.length === 0) throw new AccountRefused(await findConflict(tx, row));
    if (account.role !== 'learner') return;
    const wrappedKey = await wrapNewKey(masterKey, row.id);
    await tx.insert(learnerKey).values({ learnerId: row.id, wrappedKey });
  });
  return { personId: row.id };
}

/** A checked ID number in its one form. */
function requireIdNumber(typed: string): string {
  const check = checkIdNumber(typed);
  if (!check.ok) throw new AccountRefused(`id_number_${check.reason}`);
  return check.idNumber;
}

/** Which of the two unique facts another account already has. */
async function findConflict(tx: Tx, { phone, role }: PersonRow): Promise<AccountFault> {
  if (role === 'learner') return 'id_number_taken';
  const [samePhone] = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.phone, phone), ne(person.role, 'learner')));
  return samePhone ? 'phone_taken' : 'id_number_taken';
}
