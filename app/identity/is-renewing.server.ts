import type { Sql, SqlTx } from '../../db/client.ts';

/** Whether the worker reads enrolled faces anew for another model set, or is about to. */
export async function isRenewing(sql: Sql | SqlTx): Promise<boolean> {
  const rows = await sql`select id from job
    where kind = 'renew_references' and done_at is null and run_after <= now() limit 1`;
  return rows.length > 0;
}
