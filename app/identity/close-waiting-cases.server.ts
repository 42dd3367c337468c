import { createHash } from 'node:crypto';
import type { SqlTx } from '../../db/client.ts';
import type { FaceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { CaseKind } from '../presence/face-state.ts';
import { withdrawnReason } from './consent-words.ts';

/**
 * Closes what only waited so that the learner could go on with her face: nothing is left to look at. A case of doubt
 * stays for a person: its verdict stands in the log without the pictures. The caller holds the lock and appends.
 */
export async function closeWaitingCases(
  tx: SqlTx,
  learnerId: string,
  now: ClockReading,
): Promise<FaceEvent[]> {
  const reason = withdrawnReason.zh;
  const rows = await tx<{ id: string; kind: CaseKind; subjectId: string }[]>`
    update face_case set decision = 'cannot_tell', decided_by = ${learnerId}, decided_at = ${new Date(now.wallMs)},
      reason = ${reason}
    where learner_id = ${learnerId} and decided_at is null and kind in ('enrolment', 'change', 'three_tries')
    returning id, kind, subject_id as "subjectId"`;
  const reasonSha256 = createHash('sha256').update(reason).digest('hex');
  return rows.map(({ id, kind, subjectId }) => ({
    ...{ kind: 'case_decided', fence: 0, caseId: id, caseKind: kind, subjectId },
    ...{ decision: 'cannot_tell', decidedBy: learnerId, reasonSha256 },
  }));
}
