import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';

export type Standing = 'normal' | 'rectifying' | 'barred';

/** How an institution stands on a day (YYYY-MM-DD): of everything decided that covers it, the gravest (P044, P060). */
export async function readStanding(sql: Sql | SqlTx, institutionId: string, day: string): Promise<Standing> {
  const [found] = await sql<{ standing: Standing }[]>`
    select standing from institution_standing
    where institution_id = ${institutionId} and from_day <= ${day} and (until_day is null or until_day >= ${day})
    order by array_position(array['barred', 'rectifying', 'normal'], standing) limit 1`;
  return found?.standing ?? 'normal';
}

/** Throws `institution_barred` where an institution may not run a subsidised class (P002, P044). */
export async function requireStanding(sql: Sql | SqlTx, institutionId: string, day: string): Promise<void> {
  const standing = await readStanding(sql, institutionId, day);
  if (standing !== 'normal') throw new Refusal('institution_barred', { field: 'isSubsidised', standing });
}
