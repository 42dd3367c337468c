import { randomBytes } from 'node:crypto';
import { institution, type Role } from '../../db/schema/identity.ts';
import { createAccount, type NewAccount } from '../../app/identity/create-account.server.ts';
import { signIn, type SignInRequest } from '../../app/identity/sign-in.server.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';

let lastPhone = 19_900_000_000;

/** A phone number that nobody else in this file has. */
export function newPhone(): string {
  lastPhone += 1;
  return String(lastPhone);
}

/** A database of its own with one institution, and short ways to create accounts and try to sign in. */
export async function openTown() {
  const database = await openTestDatabase();
  const masterKey = randomBytes(32);
  const [school] = await database.db
    .insert(institution)
    .values({ name: '安心养老培训学校', phone: '0370-0000000', placeCode: '411400', totpRequiredFrom: null })
    .returning({ id: institution.id });
  if (!school) throw new Error('no institution was created');

  /** Creates an account with password `long enough` unless told otherwise. */
  const enter = async (more: Partial<NewAccount> = {}, role: Role = 'learner') => {
    const phone = newPhone();
    const account = { institutionId: school.id, role, name: '学员', phone, password: 'long enough', ...more };
    const { personId } = await createAccount(database.db, masterKey, account);
    return { personId, phone: account.phone };
  };

  /** Tries to sign in from 10.0.0.1 with the right password unless told otherwise. */
  const tryFrom = (phone: string, more: Partial<SignInRequest> = {}) =>
    signIn(database.db, {
      phone,
      password: 'long enough',
      address: '10.0.0.1',
      userAgent: 'test',
      nowMs: Date.now(),
      ...more,
    });

  /** Signs in, or throws. */
  const enterDoor = async (phone: string, more: Partial<SignInRequest> = {}) => {
    const answer = await tryFrom(phone, more);
    if (!answer.ok) throw new Error(`sign-in answered ${answer.code}`);
    return answer;
  };
  return { ...database, masterKey, school, enter, tryFrom, enterDoor };
}

export type Town = Awaited<ReturnType<typeof openTown>>;
