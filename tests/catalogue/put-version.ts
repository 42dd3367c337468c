import { createHash, randomUUID } from 'node:crypto';
import type { VideoState } from '../../app/approval/version-life.ts';
import type { Sql } from '../../db/client.ts';
import { pastGuards } from '../harness/past-guards.ts';

/** Stores a version of a lesson as if its whole life lay behind it; no bytes. */
export async function putVersion(
  sql: Sql,
  lessonId: string,
  given: {
    state?: VideoState;
    number?: number;
    durationMs?: number;
    document?: string | null;
    source?: string;
  } = {},
): Promise<string> {
  const id = randomUUID();
  const { state = 'published', number = 1, durationMs = 600_000, document = '豫培办审〔2026〕1号' } = given;
  const source = createHash('sha256')
    .update(given.source ?? id)
    .digest();
  await pastGuards(
    sql,
    (
      tx,
    ) => tx`insert into video_version (id, lesson_id, number, state, duration_ms, approval_document, source_sha256,
      content_sha256, approved_at, published_at)
    values (${id}, ${lessonId}, ${number}, ${state}, ${durationMs}, ${document}, ${source}, ${source}, now(), now())`,
  );
  return id;
}
