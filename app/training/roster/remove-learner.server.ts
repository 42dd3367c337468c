import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { requireOpenRoster } from './store-import.server.ts';

/**
 * Takes a learner off the roster while it may change. An account that this institution made and nobody ever used goes with
 * her, so that a wrong number can be entered anew. Throws `not_found`, `roster_fixed`.
 */
export async function removeLearner(
  sql: Sql,
  session: Session,
  classId: string,
  enrolmentId: string,
): Promise<void> {
  await sql.begin(async (tx) => {
    await requireOpenRoster(tx, session, classId, { forUpdate: true });
    const [found] = await tx<{ learnerId: string }[]>`
      select learner_id as "learnerId" from enrolment where id::text = ${enrolmentId} and class_id = ${classId}`;
    if (!found) throw new Refusal('not_found');
    await tx`delete from intake where enrolment_id = ${enrolmentId}`;
    await tx`delete from enrolment where id = ${enrolmentId}`;
    await tx.savepoint((inner) => eraseUnused(inner, session, found.learnerId)).catch(keepWhatIsUsed);
  });
}

async function eraseUnused(tx: SqlTx, { institutionId }: Session, learnerId: string): Promise<void> {
  const [unused] = await tx`
    select from person p where id = ${learnerId} and institution_id = ${institutionId} and role = 'learner'
      and password_hash is null and not exists (select from enrolment where learner_id = p.id) for update`;
  if (!unused) return;
  await tx`delete from first_code where person_id = ${learnerId}`;
  await tx`delete from learner_key where learner_id = ${learnerId}`;
  await tx`delete from person where id = ${learnerId}`;
}

/** Something refers to the account: it was used, and stays. */
function keepWhatIsUsed(error: { code?: string }): void {
  if (error.code !== '23503') throw error;
}
