import type { SqlTx } from '../../../db/client.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import { approveReference, refuseReference } from '../../identity/approve-reference.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { Decision, OpenCase } from './decide-case.server.ts';
import { settleSnapshot } from './settle-snapshot.server.ts';
import { witnessFace } from './witness-face.server.ts';

/** What follows from a decision, in the same transaction; answers further events for the learner's log. */
export async function settleCase(
  tx: SqlTx,
  { personId, role, institutionId }: Session,
  one: OpenCase,
  { decision, reason }: Decision,
  now: ClockReading,
): Promise<FaceEvent[]> {
  const { learnerId, subjectId } = one;
  if (one.kind === 'enrolment' || one.kind === 'change') {
    const reference = { learnerId, id: subjectId };
    const settle = decision === 'approved' ? approveReference : refuseReference;
    const { events } = await settle(tx, { reference, deciderId: personId, role, institutionId, reason, now });
    return events;
  }
  if (decision === 'witnessed')
    return [await witnessFace(tx, { learnerId, caseId: one.id, clerkId: personId, reason }, now)];
  if (one.subjectKind === 'snapshot') await settleSnapshot(tx, learnerId, subjectId, decision);
  return [];
}
