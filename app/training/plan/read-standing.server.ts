import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';
import { standingOn, type Standing } from '../application/judge-standing.ts';
import { readStandings } from '../application/read-standings.server.ts';

/** How an institution stands on a day (YYYY-MM-DD) (P044, P060). */
export async function readStanding(sql: Sql | SqlTx, institutionId: string, day: string): Promise<Standing> {
  return standingOn(await readStandings(sql, institutionId), day)?.standing ?? 'normal';
}

/** Throws `institution_barred` where an institution may not run a subsidised class (P002, P044). */
export async function requireStanding(sql: Sql | SqlTx, institutionId: string, day: string): Promise<void> {
  const standing = await readStanding(sql, institutionId, day);
  if (standing !== 'normal') throw new Refusal('institution_barred', { field: 'isSubsidised', standing });
}
