import type { Sql, SqlTx } from '../../../db/client.ts';

/** Of these classes, the ones whose subsidy is cancelled; the last word about each counts (P053). */
export async function readCancelled(sql: Sql | SqlTx, classIds: readonly string[]): Promise<Set<string>> {
  // The facts come with the hours in person.
  const [table] = await sql<{ isThere: boolean }[]>`
    select to_regclass('class_subsidy_fact') is not null as "isThere"`;
  if (!table?.isThere) return new Set();
  const rows = await sql<{ classId: string; kind: string }[]>`
    select distinct on (class_id) class_id as "classId", kind from class_subsidy_fact
    where class_id = any(${classIds as string[]}::uuid[]) order by class_id, seq desc`;
  return new Set(rows.filter(({ kind }) => kind === 'cancelled').map(({ classId }) => classId));
}
