import type { Sql } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashStored, readFiles } from './manifest.server.ts';
import type { Author } from './own-lesson.server.ts';
import { readOwnVersion } from './own-version.server.ts';
import { fitCaptions, parseCaptions } from './parse-captions.ts';
import { readCaptions } from './store-companion.server.ts';
import { submitVersion } from './submit-version.server.ts';

/**
 * An author hands a version in. What was entered before its length was known is looked at once more, and the small
 * files beside the video are compared with the manifest: what is handed in is what lies in the store (P011). Throws
 * `captions_wrong`, `content_changed`, and what `submitVersion` says.
 */
export async function handIn(
  house: { sql: Sql; blobs: BlobStore; masterKey: Buffer },
  author: Author,
  versionId: string,
  now: ClockReading,
): Promise<void> {
  const { durationMs, state } = await readOwnVersion(house.sql, author, versionId);
  if (state === 'processed' && durationMs !== null) {
    const small = (await readFiles(house.sql, versionId)).filter(({ path }) => !path.endsWith('.ts'));
    const stored = await hashStored(
      house.blobs,
      versionId,
      small.map(({ path }) => path),
    );
    if (stored.some(({ sha256 }, n) => sha256 !== small[n]?.sha256)) throw new Refusal('content_changed');
    const captions = await readCaptions(house.blobs, versionId);
    const parsed = captions === null ? null : parseCaptions(captions);
    const isKnown = small.some(({ path }) => path === 'subtitles.vtt');
    if (isKnown && (!parsed?.ok || !fitCaptions(parsed.cues, durationMs)))
      throw new Refusal('captions_wrong', { field: 'captions', beyond: 1 });
  }
  await submitVersion(house, versionId, { role: 'author', ...author }, now);
}
