import type { Sql } from '../../../db/client.ts';

/** Occupations that quotas and targets may be set for. */
export async function readOccupations(sql: Sql): Promise<{ id: string; name: string }[]> {
  return sql<
    { id: string; name: string }[]
  >`select id, name from occupation where not is_shared order by name, id`;
}
