import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { institution } from '../../db/schema/identity.ts';

/** The institution's name, the telephone its learners may call, its place (GB/T 2260); null if there is none. */
export async function readInstitution(
  db: Db | Tx,
  institutionId: string,
): Promise<{ name: string; phone: string; placeCode: string } | null> {
  const [found] = await db
    .select({ name: institution.name, phone: institution.phone, placeCode: institution.placeCode })
    .from(institution)
    .where(eq(institution.id, institutionId));
  return found ?? null;
}
