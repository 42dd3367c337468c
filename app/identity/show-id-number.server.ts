import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { person } from '../../db/schema/identity.ts';
import { unseal } from '../platform/seal.server.ts';
import { maskIdNumber } from './mask-id-number.ts';

/** A person's ID number, masked: the only form that leaves this area. Null without one. Throws if it was tampered with. */
export async function showIdNumber(db: Db | Tx, masterKey: Buffer, personId: string): Promise<string | null> {
  const [found] = await db
    .select({ sealed: person.idNumberSealed })
    .from(person)
    .where(eq(person.id, personId));
  if (!found?.sealed) return null;
  return maskIdNumber(unseal(masterKey, `id-number:${personId}`, found.sealed).toString('utf8'));
}
