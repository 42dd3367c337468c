import type { SqlTx } from '../../../db/client.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import type { BlobStore } from '../../platform/blobs.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { noteErasure, type Erased } from './note-erasure.server.ts';
import { pictureFolders } from '../review/picture-purpose.ts';

/**
 * Erases all of a learner's face data by deleting her key: pictures, frames and templates are noise from the commit on,
 * whatever copies exist. Hashes and verdicts stay. The caller holds the lock on her chain, appends the events, and
 * removes the files after the commit.
 */
export async function eraseFaceData(
  tx: SqlTx,
  learnerId: string,
  now: ClockReading,
): Promise<{ events: FaceEvent[] }> {
  const at = new Date(now.wallMs);
  const key = await tx`delete from learner_key where learner_id = ${learnerId}`;
  const references = await tx`update face_reference set state = 'erased', template_sealed = null
    where learner_id = ${learnerId} and state <> 'erased'`;
  const photos = await tx`delete from id_photo where learner_id = ${learnerId}`;
  const snapshots = await tx`update snapshot set erased_at = ${at}
    where learner_id = ${learnerId} and erased_at is null`;
  const frames = await tx<{ count: number }[]>`
    select count(*)::int as count from face_frame f join face_challenge c using (learner_id)
    where f.learner_id = ${learnerId} and c.id = f.challenge_id and c.frames_erased_at is null`;
  await tx`update face_challenge set frames_erased_at = ${at},
      state = case when state in ('asked', 'judging') then 'expired' else state end
    where learner_id = ${learnerId} and frames_erased_at is null`;
  const counts: [Erased['what'], number][] = [
    ['key', key.count],
    ['references', references.count + photos.count],
    ['snapshots', snapshots.count],
    ['frames', frames[0]?.count ?? 0],
  ];
  const events: FaceEvent[] = [];
  for (const [what, count] of counts)
    events.push(...(await noteErasure(tx, learnerId, { what, count, why: 'consent_withdrawn' }, now)));
  return { events };
}

/** Removes every file of a learner's face data. Safe to repeat. */
export async function removePictureFiles(blobs: BlobStore, learnerId: string): Promise<void> {
  for (const folder of Object.values(pictureFolders)) await blobs.remove(folder(learnerId));
}
