import type { SqlTx } from '../../db/client.ts';

/** The next fence of a learner: lessons and tests draw on one row of numbers, so that each names one right of one window. */
export async function nextFence(tx: SqlTx, learnerId: string): Promise<number> {
  const [row] = await tx<{ fence: number }[]>`
    select greatest(
      (select max(fence) from lease where learner_id = ${learnerId}),
      (select max(fence) from test_paper where learner_id = ${learnerId}), 0)::bigint + 1 as fence`;
  if (!row) throw new Error('no fence');
  return row.fence;
}
