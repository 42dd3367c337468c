import type { SqlTx } from '../../db/client.ts';
import type { StudyState } from './study-state.ts';

/** Writes what an answer changed of who the learner is known to be, and the end of a lease that it brought about. */
export async function saveFaceStanding(
  tx: SqlTx,
  before: StudyState,
  after: StudyState,
  now: Date,
): Promise<void> {
  const { learnerId, lease, enrolment } = after;
  const { faceCheckedHours, witnessedHours, faceDoubt } = enrolment;
  const isChanged =
    faceCheckedHours !== before.enrolment.faceCheckedHours ||
    witnessedHours !== before.enrolment.witnessedHours ||
    faceDoubt !== before.enrolment.faceDoubt;
  if (isChanged) {
    await tx`update enrolment_study set face_checked_hours = ${faceCheckedHours}::int[],
        witnessed_hours = ${witnessedHours}::int[], face_doubt = ${faceDoubt}
      where learner_id = ${learnerId} and enrolment_id = ${lease.enrolmentId}`;
  }
  if (lease.endReason !== before.lease.endReason) {
    await tx`update lease set ended_at = ${now}, end_reason = ${lease.endReason}
      where learner_id = ${learnerId} and fence = ${lease.fence}`;
  }
}
