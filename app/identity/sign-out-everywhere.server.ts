import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { session } from '../../db/schema/identity.ts';

/** Ends every session of a person, and forgets which browsers were theirs. Answers how many there were. */
export async function signOutEverywhere(db: Db | Tx, personId: string): Promise<number> {
  const ended = await db
    .delete(session)
    .where(eq(session.personId, personId))
    .returning({ personId: session.personId });
  return ended.length;
}
