import { readLearnerKey, unsealForLearner } from '../../identity/learner-key.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { PictureKind } from '../face-state.ts';
import { findPicture } from './find-picture.server.ts';
import { logView } from './log-view.server.ts';
import { maySeePicture } from './may-see-picture.ts';

/** Which picture is asked for, and why; null: the viewer has not said. */
export type PictureAsked = { kind: PictureKind; learnerId: string; id: string; reason: string | null };

/** A blob that was deleted between row and read is a picture that is gone. */
const absentAsNull = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/**
 * Opens one sealed picture as JPEG bytes for somebody who may see it (F04). What does not exist, was deleted, or is none
 * of the viewer's business is `not_found` alike; staff without a reason get `view_reason_missing`. A look of anybody but
 * the learner herself is on record before the bytes leave.
 */
export async function givePicture(
  house: House,
  viewer: Session,
  { kind, learnerId, id, reason }: PictureAsked,
  nowMs: number,
): Promise<Buffer> {
  const { sql, blobs, masterKey } = house;
  const [learner] = await sql<{ institutionId: string }[]>`
    select institution_id as "institutionId" from person where id = ${learnerId} and role = 'learner'`;
  if (!learner) throw new Refusal('not_found');
  const whose = { id: learnerId, institutionId: learner.institutionId };
  const seen = maySeePicture({ viewer, learner: whose, kind });
  if (seen === 'no') throw new Refusal('not_found');
  const found = await findPicture(sql, kind, learnerId, id);
  const key = await readLearnerKey(sql, masterKey, learnerId);
  if (!found || !key) throw new Refusal('not_found');
  if (seen === 'with_reason' && reason === null) throw new Refusal('view_reason_missing');
  const sealed = await blobs.get(found.blob).catch(absentAsNull);
  if (!sealed) throw new Refusal('not_found');
  const jpeg = unsealForLearner(key, found.purpose, sealed);
  if (seen === 'with_reason' && reason !== null)
    await logView(sql, viewer, { kind, learnerId, id, reason }, nowMs);
  return jpeg;
}
