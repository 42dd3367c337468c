import type { Sql } from '../../db/client.ts';
import { appendEvidence, lockChains } from '../evidence/append.server.ts';
import { readClock } from '../platform/clock.server.ts';
import type { LeaseEndReason } from './study-state.ts';

/** Ends a lease of this learner, if it is live; a second call changes nothing. */
export async function closeLease(
  sql: Sql,
  learnerId: string,
  fence: number,
  reason: LeaseEndReason = 'closed',
): Promise<void> {
  const open =
    await sql`select 1 from lease where learner_id = ${learnerId} and fence = ${fence} and ended_at is null`;
  // What is not live is not locked either: nothing is written for it.
  if (open.length === 0) return;
  await sql.begin(async (tx) => {
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    const now = readClock();
    const ended = await tx`update lease set ended_at = ${new Date(now.wallMs)}, end_reason = ${reason}
      where learner_id = ${learnerId} and fence = ${fence} and ended_at is null`;
    if (head && ended.count === 1) {
      await appendEvidence(tx, [{ head, at: now, events: [{ kind: 'lease_ended', fence, reason }] }]);
    }
  });
}
