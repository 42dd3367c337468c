import type { SqlTx } from '../../db/client.ts';
import { appendDecisions } from '../evidence/append-decisions.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { House } from '../platform/house.server.ts';
import { eraseFaceData, removePictureFiles } from '../presence/keeping/erase-face-data.server.ts';
import { stopStudy } from '../study/stop-study.server.ts';
import { closeWaitingCases } from './close-waiting-cases.server.ts';
import { storeConsent, type ConsentSaid } from './store-consent.server.ts';

/** The newest yes that was not taken back; saying no to a newer text takes nothing back. */
async function readAgreed(tx: SqlTx, learnerId: string): Promise<{ version: string } | null> {
  const [row] = await tx<{ action: string; version: string }[]>`
    select action, version from face_consent
    where learner_id = ${learnerId} and action <> 'declined' order by at desc limit 1`;
  return row?.action === 'given' ? row : null;
}

/**
 * The learner takes her consent back: processing stops and her face data are erased in the same transaction; the files
 * follow, and the worker removes what a crash left. Her credit and its evidence stay, the classroom is the other way.
 * Without a consent there is nothing to withdraw: false.
 */
export async function withdrawConsent(
  house: House,
  learnerId: string,
  said: ConsentSaid,
  now: ClockReading,
): Promise<boolean> {
  const { withdrawn } = await appendDecisions(house.sql, learnerId, now, async (tx) => {
    const agreed = await readAgreed(tx, learnerId);
    if (!agreed) return { events: [], withdrawn: false };
    const ended = await stopStudy(tx, learnerId, 'closed', now);
    const consent = await storeConsent(tx, learnerId, 'withdrawn', { ...said, version: agreed.version }, now);
    const closed = await closeWaitingCases(tx, learnerId, now);
    await tx`update face_change set used_at = ${new Date(now.wallMs)}
      where learner_id = ${learnerId} and used_at is null`;
    const erased = await eraseFaceData(tx, learnerId, now);
    return { events: [...ended, consent, ...closed, ...erased.events], withdrawn: true };
  });
  if (withdrawn) await removePictureFiles(house.blobs, learnerId);
  return withdrawn;
}
