import type { Sql, SqlTx } from '../../../db/client.ts';

/**
 * Challenges that were not passed since the last passed one, or since a person decided about the last tries. A challenge
 * that was given up or ran out of time is none.
 */
export async function countTries(sql: Sql | SqlTx, learnerId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from face_challenge
    where learner_id = ${learnerId} and state = 'failed' and judged_at > greatest(
      coalesce((select max(judged_at) from face_challenge where learner_id = ${learnerId} and state = 'passed'),
        '-infinity'),
      coalesce((select max(decided_at) from face_case where learner_id = ${learnerId} and kind = 'three_tries'),
        '-infinity'))`;
  return row?.count ?? 0;
}
