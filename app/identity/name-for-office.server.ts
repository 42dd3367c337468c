import type { Sql } from '../../db/client.ts';
import { unseal } from '../platform/seal.server.ts';

/**
 * Names and ID numbers of these people for the provincial system, which takes no training without them (P021): for its
 * delivery alone, never for a page. Throws if a number was tampered with.
 */
export async function nameForOffice(
  sql: Sql,
  masterKey: Buffer,
  personIds: string[],
): Promise<Map<string, { name: string; idNumber: string | null }>> {
  const rows = await sql<{ id: string; name: string; sealed: Buffer | null }[]>`
    select id, name, id_number_sealed as sealed from person where id = any(${personIds}::uuid[])`;
  return new Map(
    rows.map(({ id, name, sealed }) => [
      id,
      { name, idNumber: sealed && unseal(masterKey, `id-number:${id}`, sealed).toString('utf8') },
    ]),
  );
}
