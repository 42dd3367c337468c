import { createHmac, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { learnerKey, person, type Role } from '../../db/schema/identity.ts';
import { deriveKey, seal } from '../platform/seal.server.ts';
import { checkIdNumber } from './check-id-number.ts';
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

/**
 * Creates a person. The ID number is sealed for this person alone and found again by a keyed digest only; secrets are
 * argon2id; a learner gets the key that will seal their pictures. Throws `AccountRefused`.
 */
export async function createAccount(
  db: Db | Tx,
  masterKey: Buffer,
  account: NewAccount,
): Promise<{ personId: string }> {
  const phone = readPhone(account.phone);
  if (phone === null) throw new AccountRefused('phone_wrong');
  const personId = randomUUID();
  const idNumber =
    account.idNumber === undefined ? null : sealIdNumber(masterKey, personId, account.idNumber);
  const row = {
    id: personId,
    institutionId: account.institutionId,
    role: account.role,
    name: account.name,
    phone,
    idNumberSealed: idNumber?.sealed ?? null,
    idNumberDigest: idNumber?.digest ?? null,
    firstSignInCodeHash:
      account.firstSignInCode === undefined ? null : await hashSecret(account.firstSignInCode),
    passwordHash: account.password === undefined ? null : await hashSecret(account.password),
  };
  await db.transaction(async (tx) => {
    const inserted = await tx.insert(person).values(row).onConflictDoNothing().returning({ id: person.id });
    if (inserted.length === 0) throw new AccountRefused(await findConflict(tx, phone));
    if (account.role !== 'learner') return;
    const wrappedKey = await wrapNewKey(masterKey, personId);
    await tx.insert(learnerKey).values({ learnerId: personId, wrappedKey });
  });
  return { personId };
}

/** Seals a checked ID number to its person; the digest is the same for the same number under one master key. */
function sealIdNumber(
  masterKey: Buffer,
  personId: string,
  typed: string,
): { sealed: Buffer; digest: Buffer } {
  const check = checkIdNumber(typed);
  if (!check.ok) throw new AccountRefused(`id_number_${check.reason}`);
  const digest = createHmac('sha256', deriveKey(masterKey, 'id-number-digest'))
    .update(check.idNumber)
    .digest();
  return { sealed: seal(masterKey, `id-number:${personId}`, Buffer.from(check.idNumber)), digest };
}

/** Which of the two unique facts another account already has. */
async function findConflict(tx: Tx, phone: string): Promise<AccountFault> {
  const [samePhone] = await tx.select({ id: person.id }).from(person).where(eq(person.phone, phone));
  return samePhone ? 'phone_taken' : 'id_number_taken';
}
