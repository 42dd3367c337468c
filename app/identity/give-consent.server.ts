import { appendDecisions } from '../evidence/append-decisions.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { consentVersion } from './consent-version.ts';
import { ensureLearnerKey } from './learner-key.server.ts';
import { readConsent } from './read-consent.server.ts';
import { requireAge } from './require-age.server.ts';
import { storeConsent, type ConsentSaid } from './store-consent.server.ts';

/**
 * The learner agrees that her face is taken: noted with version, time and channel. After a withdrawal she gets a fresh
 * key. Saying it twice changes nothing. Throws `too_young`, or `bad_shape` when she read another text than today's.
 */
export async function giveConsent(
  house: House,
  learnerId: string,
  said: ConsentSaid,
  now: ClockReading,
): Promise<void> {
  if (said.version !== consentVersion) throw new Refusal('bad_shape', { field: 'version' });
  await appendDecisions(house.sql, learnerId, now, async (tx) => {
    await requireAge(tx, house.masterKey, learnerId, now.wallMs);
    await ensureLearnerKey(tx, house.masterKey, learnerId);
    if ((await readConsent(tx, learnerId)).isCurrent) return { events: [] };
    return { events: [await storeConsent(tx, learnerId, 'given', said, now)] };
  });
}
