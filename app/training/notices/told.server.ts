import type { Sql, SqlTx } from '../../../db/client.ts';

/** What is told now: one thing, in the transaction in which it happens; or what was missed since then (a sweep). */
export type Told = { id: string } | { since: Date };

/** The condition that narrows to what is told now; `id` and `at` are columns of what happened. */
export function isTold(tx: Sql | SqlTx, told: Told, id: string, at: string) {
  return 'id' in told ? tx`${tx(id)} = ${told.id}` : tx`${tx(at)} >= ${told.since}`;
}
