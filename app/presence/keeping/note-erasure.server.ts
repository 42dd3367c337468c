import type { SqlTx } from '../../../db/client.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import type { ClockReading } from '../../platform/clock.ts';

/** What was deleted of a learner's, how much, and by which rule. */
export type Erased = {
  what: 'frames' | 'snapshots' | 'references' | 'key';
  count: number;
  why: 'appeal_over' | 'retention_over' | 'consent_withdrawn';
};

/** Writes the deletion record and answers the event for her log; deleting nothing is no deletion. */
export async function noteErasure(
  tx: SqlTx,
  learnerId: string,
  { what, count, why }: Erased,
  now: ClockReading,
): Promise<FaceEvent[]> {
  if (count === 0) return [];
  await tx`insert into erasure (learner_id, what, count, why, at)
    values (${learnerId}, ${what}, ${count}, ${why}, ${new Date(now.wallMs)})`;
  return [{ kind: 'pictures_erased', fence: 0, what, count, why }];
}
