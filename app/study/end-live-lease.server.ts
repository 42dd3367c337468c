import type { SqlTx } from '../../db/client.ts';
import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';

/** A window that has been silent this long is gone: a closed lid or a lost line must not ask questions. */
const silentMs = 45_000;

type LiveLease = { fence: number; windowId: string; lastSeenAt: Date; ordinal: number };

/**
 * Ends the learner's live lease, if there is one, in favour of `claim` (P005). Another window that is still alive is
 * only ended when `claim.takeOver` says so. Answers the event for the log.
 */
export async function endLiveLease(
  tx: SqlTx,
  learnerId: string,
  claim: { windowId: string; takeOver: boolean },
  now: ClockReading,
): Promise<EvidenceEvent[]> {
  const [live] = await tx<LiveLease[]>`
    select fence, window_id as "windowId", last_seen_at as "lastSeenAt", ordinal from lease
    where learner_id = ${learnerId} and ended_at is null`;
  if (!live) return [];
  const alive = now.wallMs - live.lastSeenAt.getTime() < silentMs;
  if (live.windowId !== claim.windowId && alive && !claim.takeOver) {
    throw new Refusal('lease_elsewhere', { ordinal: live.ordinal });
  }
  await tx`update lease set ended_at = ${new Date(now.wallMs)}, end_reason = 'taken_over'
    where learner_id = ${learnerId} and fence = ${live.fence}`;
  return [{ kind: 'lease_ended', fence: live.fence, reason: 'taken_over' }];
}
