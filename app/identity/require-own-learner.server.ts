import type { Sql, SqlTx } from '../../db/client.ts';
import { Refusal } from '../platform/refusal.ts';

/** The clerk at the desk, as her session says. */
export type Clerk = { personId: string; institutionId: string };

/** Throws `not_found` unless the learner is of the clerk's own institution: strangers do not exist for her (F04). */
export async function requireOwnLearner(sql: Sql | SqlTx, clerk: Clerk, learnerId: string): Promise<void> {
  const [row] = await sql<{ id: string }[]>`
    select p.id from person p join person c on c.id = ${clerk.personId}
    where p.id = ${learnerId} and p.role = 'learner' and c.role = 'clerk'
      and p.institution_id = ${clerk.institutionId} and c.institution_id = ${clerk.institutionId}`;
  if (!row) throw new Refusal('not_found');
}
