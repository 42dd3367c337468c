import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawingsDir } from '../../media-pipeline/gather-sources.server.ts';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { readScript } from '../../media-pipeline/read-script.ts';
import type { Sql } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { createVersion, sourceBlobOf } from './create-version.server.ts';
import { requireOwnLesson, type Author } from './own-lesson.server.ts';

/** The longest text of a lesson, bytes; 20 minutes are about 30,000. */
export const scriptBytesMax = 200_000;

/** Reads a script as the worker will. Throws `script_wrong`, with the sentence that names the line. */
function checkText(text: string): void {
  try {
    const { slides } = readScript(text);
    const missing = slides.find(({ drawing }) => drawing && !existsSync(join(drawingsDir, `${drawing}.svg`)));
    if (missing)
      throw new PlainFailure(`没有图 ${missing.drawing}。`, `There is no drawing ${missing.drawing}.`);
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    throw new Refusal('script_wrong', { field: 'script', zh: error.zh, en: error.en });
  }
}

/**
 * A lesson from a text: checked, stored, entered, and the worker makes the lecture. Answers the id of the version.
 * Throws `not_found`, `body_too_large`, `script_wrong`.
 */
export async function createScript(
  house: { sql: Sql; blobs: BlobStore; masterKey: Buffer },
  author: Author,
  lessonId: string,
  given: string,
  now: ClockReading,
): Promise<string> {
  const { sql, blobs, masterKey } = house;
  await requireOwnLesson(sql, author, lessonId);
  const bytes = Buffer.from(`${given.replace(/\r\n?/g, '\n').trim()}\n`);
  if (bytes.length > scriptBytesMax) throw new Refusal('body_too_large', { field: 'script' });
  checkText(bytes.toString('utf8'));
  const id = randomUUID();
  const blob = sourceBlobOf(id, 'script');
  await blobs.put(blob, bytes);
  const sha256 = createHash('sha256').update(bytes).digest();
  const source = { kind: 'script', blob, sha256, bytes: bytes.length, name: 'script.md' } as const;
  await sql.begin(async (tx) => {
    await requireOwnLesson(tx, author, lessonId);
    const rights = await readLastRights(sql, lessonId);
    await createVersion(tx, masterKey, lessonId, source, { role: 'author', ...author }, now, {
      id,
      ...rights,
    });
  });
  return id;
}

/** What was said of rights the last time. */
async function readLastRights(sql: Sql, lessonId: string) {
  const [last] = await sql<{ licence: string; portraitRights: string }[]>`
    select licence, portrait_rights as "portraitRights" from video_version
    where lesson_id = ${lessonId} and source_kind = 'script' order by number desc limit 1`;
  return last ?? {};
}
