import type { Sql } from '../../../db/client.ts';
import type { House } from '../../platform/house.server.ts';
import { pictureFolders } from '../review/picture-purpose.ts';

/** A file this young may belong to an upload whose row is about to be written. */
const youngMs = 3_600_000;

/**
 * The files that some row of the learner still names; none once her key is gone. Null: this database does not know
 * her, so that the files of another one are never taken for leftovers.
 */
async function readLiving(sql: Sql, learnerId: string): Promise<Set<string> | null> {
  const [known] = await sql`select id from person where id = ${learnerId}`;
  if (!known) return null;
  const rows = await sql<{ blob: string }[]>`
    select blob from (
      select blob from snapshot where learner_id = ${learnerId} and erased_at is null
      union all select blob from face_reference where learner_id = ${learnerId} and template_sealed is not null
      union all select blob from id_photo where learner_id = ${learnerId}
      union all select f.blob from face_frame f join face_challenge c on c.learner_id = f.learner_id
        and c.id = f.challenge_id where f.learner_id = ${learnerId} and c.frames_erased_at is null) kept
    where exists (select 1 from learner_key k where k.learner_id = ${learnerId})`;
  return new Set(rows.map(({ blob }) => blob));
}

/** All names below `folder`, to any depth. */
async function listDeep(house: House, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await house.blobs.list(folder)) {
    const key = `${folder}/${name}`;
    const below = await listDeep(house, key);
    found.push(...(below.length > 0 ? below : [key]));
  }
  return found;
}

/**
 * Deletes every file below the picture folders that no row names any more: what a crash left behind a withdrawal, and
 * uploads that were refused after they were written. Answers how many. For the worker, once a day; safe to repeat.
 */
export async function sweepPictures(house: House, nowMs: number): Promise<number> {
  const tops = [pictureFolders.snapshots, pictureFolders.frames, pictureFolders.references];
  let swept = 0;
  for (const folderOf of [...tops, pictureFolders.idPhotos]) {
    const top = folderOf('').replace(/\/$/, '');
    for (const learnerId of await house.blobs.list(top)) {
      if (!/^[0-9a-f-]{36}$/.test(learnerId)) continue;
      const files = await listDeep(house, folderOf(learnerId));
      const living = await readLiving(house.sql, learnerId);
      if (!living) continue;
      for (const key of files.filter((one) => !living.has(one))) {
        const writtenMs = await house.blobs.writtenMs(key);
        if (writtenMs === null || nowMs - writtenMs < youngMs) continue;
        await house.blobs.remove(key);
        swept++;
      }
    }
  }
  return swept;
}
