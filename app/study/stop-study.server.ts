import type { SqlTx } from '../../db/client.ts';
import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { LeaseEndReason } from './study-state.ts';

/** Ends the learner's live lease, whichever window holds it; the caller holds the lock on her chain and appends. */
export async function stopStudy(
  tx: SqlTx,
  learnerId: string,
  reason: LeaseEndReason,
  now: ClockReading,
): Promise<EvidenceEvent[]> {
  const ended = await tx<{ fence: number }[]>`
    update lease set ended_at = ${new Date(now.wallMs)}, end_reason = ${reason}
    where learner_id = ${learnerId} and ended_at is null returning fence`;
  return ended.map(({ fence }) => ({ kind: 'lease_ended', fence, reason }));
}
