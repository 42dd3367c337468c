import type { Sql } from '../../db/client.ts';
import { lockChains } from './append.server.ts';

/** Closes the learner's open span, if there is one: what is read next of her log and tables is complete. */
export async function closeOwnSpan(sql: Sql, learnerId: string): Promise<void> {
  const open = await sql`select 1 from chain_head where learner_id = ${learnerId} and span_fence is not null`;
  if (open.length > 0) await sql.begin((tx) => lockChains(tx, [learnerId]));
}
