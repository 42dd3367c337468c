import type { Sql } from '../../../db/client.ts';
import type { PictureKind } from '../face-state.ts';
import { picturePurpose } from './picture-purpose.ts';

/** Where a picture lies and what it was sealed as. */
export type StoredPicture = { blob: string; purpose: string };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const plainId = new RegExp(`^${uuid}$`);
const frameId = new RegExp(`^(${uuid})-(\\d{1,2})$`);
const photoId = /^[0-9a-f]{16}$/;

/** The name of a frame in addresses and in the log of views. */
export const frameIdOf = (challengeId: string, seq: number): string => `${challengeId}-${seq}`;

/** The name of an ID photograph: the beginning of its hash, so that the next one has another name. */
export const idPhotoIdOf = (sha256: Buffer): string => sha256.toString('hex').slice(0, 16);

/** Finds one picture of one learner; null when there is none, or it was deleted. */
export async function findPicture(
  sql: Sql,
  kind: PictureKind,
  learnerId: string,
  id: string,
): Promise<StoredPicture | null> {
  if (kind === 'frame') return findFrame(sql, learnerId, id);
  if (kind === 'id_photo') return findIdPhoto(sql, learnerId, id);
  if (!plainId.test(id)) return null;
  if (kind === 'snapshot') {
    const [row] = await sql<{ blob: string }[]>`
      select blob from snapshot where learner_id = ${learnerId} and id = ${id} and erased_at is null`;
    return row ? { blob: row.blob, purpose: picturePurpose.snapshot(id) } : null;
  }
  const [row] = await sql<{ blob: string }[]>`
    select blob from face_reference where learner_id = ${learnerId} and id = ${id} and state <> 'erased'`;
  return row ? { blob: row.blob, purpose: picturePurpose.reference(id) } : null;
}

async function findFrame(sql: Sql, learnerId: string, id: string): Promise<StoredPicture | null> {
  const [, challengeId, seq] = frameId.exec(id) ?? [];
  if (!challengeId || seq === undefined) return null;
  const [row] = await sql<{ blob: string }[]>`
    select f.blob from face_frame f
      join face_challenge c on c.learner_id = f.learner_id and c.id = f.challenge_id
    where f.learner_id = ${learnerId} and f.challenge_id = ${challengeId} and f.seq = ${Number(seq)}
      and c.frames_erased_at is null`;
  return row ? { blob: row.blob, purpose: picturePurpose.frame(challengeId, Number(seq)) } : null;
}

async function findIdPhoto(sql: Sql, learnerId: string, id: string): Promise<StoredPicture | null> {
  if (!photoId.test(id)) return null;
  const [row] = await sql<{ blob: string; sha256: Buffer }[]>`
    select blob, sha256 from id_photo where learner_id = ${learnerId}`;
  return row && idPhotoIdOf(row.sha256) === id
    ? { blob: row.blob, purpose: picturePurpose.idPhoto(learnerId) }
    : null;
}
