import { createHash, randomUUID } from 'node:crypto';
import type { SqlTx } from '../../../db/client.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { chinaDay, endOfChinaDay } from '../../training/class-day.ts';

/** Who saw whom, in which case, and why that was needed. */
export type Witnessing = { learnerId: string; caseId: string; clerkId: string; reason: string };

/**
 * A clerk saw the person: she may study until the day ends in China, and those hours are marked for the bureau (P007).
 * Answers the event for her log.
 */
export async function witnessFace(
  tx: SqlTx,
  { learnerId, caseId, clerkId, reason }: Witnessing,
  now: ClockReading,
): Promise<FaceEvent> {
  const witnessId = randomUUID();
  const untilWallMs = endOfChinaDay(chinaDay(now.wallMs));
  await tx`insert into face_witness (learner_id, id, case_id, clerk_id, witnessed_at, until, reason)
    values (${learnerId}, ${witnessId}, ${caseId}, ${clerkId}, ${new Date(now.wallMs)}, ${new Date(untilWallMs)},
      ${reason})`;
  const reasonSha256 = createHash('sha256').update(reason).digest('hex');
  return { kind: 'face_witnessed', fence: 0, witnessId, clerkId, untilWallMs, reasonSha256 };
}
