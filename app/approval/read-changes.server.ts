import type { Sql } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { compareTexts, shortenChanges } from './compare-texts.ts';
import { compareFiles, compareQuestions, type AskedQuestion } from './compare-versions.ts';
import { mediaKey, readFiles } from './manifest.server.ts';
import type { VersionChanges } from './review-view.ts';

type Row = { id: string; number: number; durationMs: number; sourceSha256: string };

/**
 * What a version changes of the newest version of the same lesson that was approved before it; null for the first.
 * Segments are encrypted for each version anew, so that only their number says something.
 */
export async function readChanges(
  { sql, blobs }: { sql: Sql; blobs: BlobStore },
  videoVersionId: string,
): Promise<VersionChanges | null> {
  const rows = await sql<Row[]>`
    with shown as (select lesson_id, number from video_version where id = ${videoVersionId})
    select v.id, v.number, coalesce(v.duration_ms, 0)::bigint as "durationMs",
      coalesce(encode(v.source_sha256, 'hex'), '') as "sourceSha256"
    from video_version v join shown s on s.lesson_id = v.lesson_id
    where v.id = ${videoVersionId} or (v.number < s.number and v.approved_at is not null)
    order by v.number desc limit 2`;
  const [after, before] = rows;
  if (!after || !before || after.id !== videoVersionId) return null;
  const [oldFiles, newFiles] = [await readFiles(sql, before.id), await readFiles(sql, after.id)];
  const compare = async (read: typeof readQuestions) =>
    compareQuestions(await read(sql, before.id), await read(sql, after.id));
  const isCompared = ({ path }: { path: string }) => !path.endsWith('.ts') && !path.startsWith('questions/');
  const texts = [];
  for (const name of ['subtitles.vtt', 'transcript.txt'] as const) {
    const [old, fresh] = [await readText(blobs, before.id, name), await readText(blobs, after.id, name)];
    if (old !== fresh) texts.push({ name, lines: shortenChanges(compareTexts(old, fresh)) });
  }
  return {
    number: before.number,
    durationMs: before.durationMs,
    isSameSource: before.sourceSha256 !== '' && before.sourceSha256 === after.sourceSha256,
    files: compareFiles(oldFiles.filter(isCompared), newFiles.filter(isCompared)),
    questions: await compare(readQuestions),
    check: await compare(readCheck),
    texts,
  };
}

const readQuestions = (sql: Sql, id: string) => sql<AskedQuestion[]>`
  select kind, from_ms as "fromMs", ask, "right", wrong from control_question
  where video_version_id = ${id} order by from_ms, ask`;

const readCheck = (sql: Sql, id: string) => sql<AskedQuestion[]>`
  select 'check' as kind, 0 as "fromMs", ask, "right", wrong, why from theory_question
  where video_version_id = ${id} order by number`;

/** No text on the page is longer, bytes. */
const textMax = 400_000;

/** A text of a version; empty when there is none. */
export async function readText(blobs: BlobStore, id: string, name: string): Promise<string> {
  const key = mediaKey(id, name);
  return (await blobs.has(key)) ? (await blobs.get(key)).subarray(0, textMax).toString('utf8') : '';
}
