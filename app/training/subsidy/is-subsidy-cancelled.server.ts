import type { Sql, SqlTx } from '../../../db/client.ts';

/** Of these classes, the ones whose subsidy is cancelled; the last word about each counts (P053). */
export async function readCancelled(sql: Sql | SqlTx, classIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ classId: string; kind: string }[]>`
    select distinct on (class_id) class_id as "classId", kind from class_subsidy_fact
    where class_id = any(${classIds as string[]}::uuid[]) order by class_id, seq desc`;
  return new Set(rows.filter(({ kind }) => kind === 'cancelled').map(({ classId }) => classId));
}
