import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { person, session } from '../../db/schema/index.ts';

/** Inserts a session for the account with this phone number; returns the Cookie header of a browser that holds it. */
export async function signIn(db: Db, phone: string): Promise<string> {
  const [who] = await db.select({ id: person.id }).from(person).where(eq(person.phone, phone));
  if (!who) throw new Error(`No account has the phone number ${phone}.`);
  const token = randomBytes(32).toString('base64url');
  await db.insert(session).values({
    tokenHash: createHash('sha256').update(token).digest(),
    personId: who.id,
    userAgent: 'test',
    expiresAt: new Date(Date.now() + 12 * 3600_000),
  });
  return `zhenxue_session=${token}`;
}
