import { readdir } from 'node:fs/promises';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { dropUpload, readUpload, settleUpload, type UploadHouse } from './finish-upload.server.ts';
import { removeUpload, uploadDirOf, uploadPathOf, writtenAtMs } from './upload-files.server.ts';

/** So long after its last piece an upload waits to be gone on with. */
export const uploadKeptMs = 7 * 86_400_000;
/** A browser that is at work settles its upload itself. */
const quietMs = 60_000;

/**
 * Repairs what a crash left of uploads: what is complete becomes a version, what is no video goes, what nobody goes on
 * with goes after a week, and so do files without a row. Answers how many uploads were ended.
 */
export async function sweepUploads(house: UploadHouse, now: ClockReading): Promise<number> {
  const { sql, env } = house;
  let ended = 0;
  const open = await sql<{ id: string; beganAt: Date }[]>`
    select id, began_at as "beganAt" from upload where finished_at is null order by began_at`;
  for (const { id, beganAt } of open) {
    const lastMs = (await writtenAtMs(uploadPathOf(env.dataDir, id))) ?? beganAt.getTime();
    if (now.wallMs - lastMs < quietMs) continue;
    const row = await readUpload(sql, id);
    if (!row) continue;
    try {
      await settleUpload(house, row, now);
      if ((await readUpload(sql, id))?.finished) ended += 1;
    } catch (error) {
      // A voice waits while its version is being made.
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'version_step') continue;
      await dropUpload(house, id);
      ended += 1;
      continue;
    }
    if (now.wallMs - lastMs < uploadKeptMs) continue;
    await dropUpload(house, id);
    ended += 1;
  }
  for (const name of await readdir(uploadDirOf(env.dataDir)).catch(() => [])) {
    const id = name.replace(/\.json$/, '');
    if (!/^[0-9a-f-]{36}$/.test(id) || (await readUpload(sql, id))?.finished === false) continue;
    const lastMs = await writtenAtMs(uploadPathOf(env.dataDir, id));
    if (lastMs === null || now.wallMs - lastMs >= quietMs) await removeUpload(env.dataDir, id);
  }
  return ended;
}
