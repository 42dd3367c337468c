import { appendDecisions } from '../evidence/append-decisions.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { House } from '../platform/house.server.ts';
import { readConsent } from './read-consent.server.ts';
import { storeConsent, type ConsentSaid } from './store-consent.server.ts';

/**
 * The learner chooses the classroom instead. Noted once, so that nobody asks her again and again; a consent to
 * today's text is withdrawn by its own verb, because that erases.
 */
export async function declineConsent(
  house: House,
  learnerId: string,
  said: ConsentSaid,
  now: ClockReading,
): Promise<void> {
  await appendDecisions(house.sql, learnerId, now, async (tx) => {
    const { standing, isCurrent } = await readConsent(tx, learnerId);
    if (isCurrent || standing === 'declined') return { events: [] };
    return { events: [await storeConsent(tx, learnerId, 'declined', said, now)] };
  });
}
