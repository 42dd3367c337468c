import { eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/client.ts';
import { institution, person } from '../../../db/schema/identity.ts';

/** Where a suspended person asks: an institution by name and telephone. */
export type Asked = { name: string; phone: string };

/**
 * Whom a suspended person asks: staff of an institution its own house, a head the bureau of the place, or else the
 * office above; whoever has nobody above asks the own house.
 */
export async function whomToAsk(tx: Db | Tx, personId: string): Promise<Asked> {
  const [own] = await tx
    .select({
      role: person.role,
      name: institution.name,
      phone: institution.phone,
      placeCode: institution.placeCode,
    })
    .from(person)
    .innerJoin(institution, eq(institution.id, person.institutionId))
    .where(eq(person.id, personId));
  if (own?.role !== 'head' && own?.role !== 'bureau')
    return { name: own?.name ?? '', phone: own?.phone ?? '' };
  const kinds = own.role === 'head' ? sql`i.kind in ('bureau', 'office')` : sql`i.kind = 'office'`;
  const above = await tx.execute<Asked>(sql`
    select i.name, i.phone from institution i
    where ${kinds} and starts_with(${own.placeCode}, regexp_replace(i.place_code, '(00){1,2}$', ''))
    order by i.kind, i.place_code desc limit 1`);
  return [...above][0] ?? { name: own.name, phone: own.phone };
}
