import { appendDecisions } from '../evidence/append-decisions.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { checkPicture } from '../presence/snapshot/check-picture.server.ts';
import { pictureFolders, picturePurpose } from '../presence/review/picture-purpose.ts';
import { readLearnerKey, sealForLearner } from './learner-key.server.ts';
import { readFaceStanding } from './read-face-standing.server.ts';
import { requireConsent } from './require-consent.server.ts';
import { requireOwnLearner, type Clerk } from './require-own-learner.server.ts';

/**
 * A clerk uploads the photograph of a learner's ID document, of her own institution only: checked and encoded anew,
 * sealed under the learner's key. It is face data, so the learner's consent comes first. Once a face is confirmed it is
 * frozen with it, unless a change was allowed. Throws `not_found`, `consent_missing`, `too_young`, `face_frozen`, and
 * what checkPicture throws.
 */
export async function storeIdPhoto(
  house: House,
  clerk: Clerk,
  learnerId: string,
  bytes: Buffer,
  now: ClockReading,
): Promise<void> {
  await requireOwnLearner(house.sql, clerk, learnerId);
  await requireConsent(house.sql, house.masterKey, learnerId, now.wallMs);
  const picture = await checkPicture(bytes);
  const blob = `${pictureFolders.idPhotos(learnerId)}/${picture.sha256.toString('hex').slice(0, 32)}`;
  const { before } = await appendDecisions(house.sql, learnerId, now, async (tx) => {
    await requireOwnLearner(tx, clerk, learnerId);
    await requireConsent(tx, house.masterKey, learnerId, now.wallMs);
    const standing = await readFaceStanding(tx, learnerId);
    if (standing.activeId !== null && !standing.changeAllowed) throw new Refusal('face_frozen');
    const key = await readLearnerKey(tx, house.masterKey, learnerId);
    if (!key) throw new Refusal('consent_missing');
    await house.blobs.put(blob, sealForLearner(key, picturePurpose.idPhoto(learnerId), picture.jpeg));
    const [old] = await tx<{ blob: string }[]>`select blob from id_photo where learner_id = ${learnerId}`;
    const row = {
      ...{ learner_id: learnerId, blob, sha256: picture.sha256 },
      ...{ uploaded_by: clerk.personId, uploaded_at: new Date(now.wallMs) },
    };
    await tx`insert into id_photo ${tx(row)}
      on conflict (learner_id) do update set blob = excluded.blob, sha256 = excluded.sha256,
        uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at`;
    return { events: [], before: old?.blob ?? null };
  });
  if (before !== null && before !== blob) await house.blobs.remove(before);
}
