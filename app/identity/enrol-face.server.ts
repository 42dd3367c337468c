import { createHash, randomUUID } from 'node:crypto';
import type { SqlTx } from '../../db/client.ts';
import type { FaceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { faceDistance } from '../presence/engine/compare-faces.ts';
import type { FaceTemplate } from '../presence/engine/observation.ts';
import { openCase } from '../presence/review/open-case.server.ts';
import { pictureFolders, picturePurpose } from '../presence/review/picture-purpose.ts';
import { packTemplate } from './pack-template.server.ts';
import { queueDuplicateSearch } from './queue-duplicate-search.server.ts';
import { readFaceStanding } from './read-face-standing.server.ts';
import { decideReference } from './decide-reference.ts';
import { readLearnerKey, sealForLearner } from './learner-key.server.ts';
import { requireConsent } from './require-consent.server.ts';

/** A passed enrolment challenge: its template and front picture, and the ID photograph's template if there is one. */
export type NewFace = {
  learnerId: string;
  challengeId: string;
  template: FaceTemplate;
  frontJpeg: Buffer;
  idPhotoTemplate: FaceTemplate | null;
  now: ClockReading;
};

/**
 * Stores an enrolled face, sealed under the learner's key, and says what became of it. The caller holds the lock on her
 * chain and appends the events. No events: her consent is gone, she is too young, or nothing was to be
 * enrolled.
 */
export async function enrolFace(house: House, tx: SqlTx, face: NewFace): Promise<{ events: FaceEvent[] }> {
  const { learnerId, challengeId, template, frontJpeg, now } = face;
  const key = await readLearnerKey(tx, house.masterKey, learnerId);
  if (!key || !(await mayEnrol(house, tx, learnerId, now))) return { events: [] };
  const standing = await readFaceStanding(tx, learnerId);
  const distance = distanceToIdPhoto(face);
  const state = decideReference({
    hasActive: standing.activeId !== null,
    hasWaiting: standing.waitingId !== null,
    changeAllowed: standing.changeAllowed,
    distance,
  });
  if (state === null) return { events: [] };
  const id = randomUUID();
  const sha256 = createHash('sha256').update(frontJpeg).digest();
  const blob = `${pictureFolders.references(learnerId)}/${id}`;
  await house.blobs.put(blob, sealForLearner(key, picturePurpose.reference(id), frontJpeg));
  const templateSealed = sealForLearner(key, picturePurpose.template(id), packTemplate(template));
  const change = state === 'waiting_second' ? await useChange(tx, learnerId, now) : null;
  const distanceRounded = distance === null ? null : Math.round(distance * 1000);
  await tx`insert into face_reference ${tx({
    learner_id: learnerId,
    id,
    state,
    challenge_id: challengeId,
    model_id: template.modelId,
    template_sealed: templateSealed,
    blob,
    sha256,
    compared: state === 'active' ? 'id_photo' : null,
    id_photo_distance: distanceRounded,
    change_reason: change?.reason ?? null,
    clerk_id: change?.clerkId ?? null,
    clerk_at: change?.allowedAt ?? null,
    created_at: new Date(now.wallMs),
  })}`;
  if (state !== 'active') {
    const kind = state === 'waiting_second' ? 'change' : 'enrolment';
    const subject = { learnerId, kind, subjectKind: 'reference', subjectId: id } as const;
    const opened = await openCase(tx, subject, now.wallMs);
    return { events: opened ? [opened] : [] };
  }
  await queueDuplicateSearch(tx, id);
  const enrolled: FaceEvent = {
    ...{ kind: 'face_enrolled', fence: 0, referenceId: id, challengeId, modelId: template.modelId },
    ...{ sha256: sha256.toString('hex'), compared: 'id_photo', distance: distanceRounded },
    ...{ clerkId: null, secondId: null },
  };
  return { events: [enrolled] };
}

/** Asked again here: consent may have been withdrawn, or an age have become known, while the frames were judged. */
async function mayEnrol(house: House, tx: SqlTx, learnerId: string, now: ClockReading): Promise<boolean> {
  return requireConsent(tx, house.masterKey, learnerId, now.wallMs).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return false;
      throw error;
    },
  );
}

/** How far the face is from the ID photograph's; null without one, or when it was read by another model set. */
function distanceToIdPhoto({ template, idPhotoTemplate }: NewFace): number | null {
  if (!idPhotoTemplate || idPhotoTemplate.modelId !== template.modelId) return null;
  return faceDistance(template, idPhotoTemplate);
}

/** The change that this face is taken under; it allows no other one. */
async function useChange(tx: SqlTx, learnerId: string, now: ClockReading) {
  const [change] = await tx<{ reason: string; clerkId: string; allowedAt: Date }[]>`
    update face_change set used_at = ${new Date(now.wallMs)}
    where learner_id = ${learnerId} and used_at is null
    returning reason, clerk_id as "clerkId", allowed_at as "allowedAt"`;
  return change ?? null;
}
