import type { Sql, SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { appendEvidence, lockChains } from './append.server.ts';
import type { EvidenceEvent } from './event.ts';

/**
 * Decides about one learner under the lock on her chain: what `decide` writes and the events it answers are stored
 * together or not at all.
 */
export async function appendDecisions<T extends { events: EvidenceEvent[] }>(
  sql: Sql,
  learnerId: string,
  at: ClockReading,
  decide: (tx: SqlTx) => Promise<T>,
): Promise<T> {
  const decided = await sql.begin(async (tx) => {
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    if (!head) throw new Error('chain is not locked');
    const made = await decide(tx);
    await appendEvidence(tx, [{ head, at, events: made.events }]);
    return made;
  });
  return decided as T;
}
