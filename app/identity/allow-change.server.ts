import { appendDecisions } from '../evidence/append-decisions.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readFaceStanding } from './read-face-standing.server.ts';
import { requireOwnLearner, type Clerk } from './require-own-learner.server.ts';

/** Shorter than this is no reason. */
const reasonLengthMin = 4;

/**
 * A clerk allows a learner of her own institution to take a new face, with a reason; the old one stays until another
 * person approves the new one (D08). Allowing it twice is one change. Throws `not_found`, `face_not_enrolled`,
 * `face_waits`, or `bad_shape` for the reason.
 */
export async function allowChange(
  house: House,
  clerk: Clerk,
  learnerId: string,
  reason: string,
  now: ClockReading,
): Promise<void> {
  const why = reason.trim().slice(0, 500);
  if (why.length < reasonLengthMin) throw new Refusal('bad_shape', { field: 'reason' });
  await requireOwnLearner(house.sql, clerk, learnerId);
  await appendDecisions(house.sql, learnerId, now, async (tx) => {
    await requireOwnLearner(tx, clerk, learnerId);
    const standing = await readFaceStanding(tx, learnerId);
    if (standing.activeId === null) throw new Refusal('face_not_enrolled');
    if (standing.waitingId !== null) throw new Refusal('face_waits');
    if (!standing.changeAllowed) {
      await tx`insert into face_change (learner_id, clerk_id, reason, allowed_at)
        values (${learnerId}, ${clerk.personId}, ${why}, ${new Date(now.wallMs)})`;
    }
    return { events: [] };
  });
}
