import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { person, session } from '../../db/schema/identity.ts';
import { checkPassword, readSecret, type PasswordFault } from './check-password.ts';
import { hashSecret, verifySecret } from './hash-secret.server.ts';

/** The signed-in person's choice; `tokenHash` is the session that stays. */
export type PasswordChoice = { personId: string; tokenHash: Buffer; password: string };

export type SetPasswordAnswer = { ok: true } | { ok: false; reason: PasswordFault | 'already_set' };

/**
 * Sets the first password: the institution's code is gone, and every other session of the person ends.
 * A password that exists is never replaced here, so a borrowed session cannot take an account over (B08).
 */
export async function setPassword(db: Db, choice: PasswordChoice): Promise<SetPasswordAnswer> {
  const { personId, tokenHash } = choice;
  const password = readSecret(choice.password);
  const [found] = await db
    .select({ phone: person.phone, passwordHash: person.passwordHash, codeHash: person.firstSignInCodeHash })
    .from(person)
    .where(eq(person.id, personId));
  if (!found || found.passwordHash !== null) return { ok: false, reason: 'already_set' };
  const fault = checkPassword(password, found.phone);
  if (fault) return { ok: false, reason: fault };
  if (await verifySecret(found.codeHash, password)) return { ok: false, reason: 'is_code' };
  const passwordHash = await hashSecret(password);
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(person)
      .set({ passwordHash, firstSignInCodeHash: null })
      .where(and(eq(person.id, personId), isNull(person.passwordHash)))
      .returning({ id: person.id });
    if (changed.length === 0) return { ok: false, reason: 'already_set' };
    await tx.delete(session).where(and(eq(session.personId, personId), ne(session.tokenHash, tokenHash)));
    return { ok: true };
  });
}
