import type { SqlTx } from '../../../db/client.ts';
import type { EvidenceEvent } from '../../evidence/event.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { closeOverdue } from './end-test.server.ts';

/**
 * No lesson is opened while a test is under way (P005); one whose time is over is judged first. The caller holds the lock
 * on her chain and appends what is answered. Throws `test_running`.
 */
export async function requireNoTest(
  tx: SqlTx,
  learnerId: string,
  now: ClockReading,
): Promise<EvidenceEvent[]> {
  const { open, events } = await closeOverdue(tx, learnerId, now);
  if (open) throw new Refusal('test_running');
  return events;
}
