import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { session } from '../../db/schema/identity.ts';

/** Ends one session at once: the next beat that carries its cookie is refused (B08). Ending it twice is no error. */
export async function signOut(db: Db | Tx, tokenHash: Buffer): Promise<void> {
  await db.delete(session).where(eq(session.tokenHash, tokenHash));
}
