import type { Sql, SqlTx } from '../../../db/client.ts';
import { isTold, type Told } from './told.server.ts';

/** Tells a learner what came of her own assessment, and nobody else; a correction is told anew. */
export async function tellResults(tx: Sql | SqlTx, told: Told): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select e.learner_id, 'assessment_result', a.id::text,
      jsonb_build_object('classId', c.id, 'class', c.title, 'isPassed', a.is_passed), a.recorded_at
    from assessment_change a join enrolment e on e.id = a.enrolment_id join training_class c on c.id = e.class_id
    where ${isTold(tx, told, 'a.id', 'a.recorded_at')}
    on conflict do nothing`;
}
