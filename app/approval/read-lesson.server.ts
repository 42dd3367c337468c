import type { Sql } from '../../db/client.ts';
import type { StandardItem } from '../../db/schema/catalogue.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { isTopicTag, type TopicTag } from '../catalogue/topic-tags.ts';
import { requireOwnLesson, type Author } from './own-lesson.server.ts';
import { uploadPathOf, writtenBytes } from './upload-files.server.ts';
import type { SourceKind, VideoState } from './version-life.ts';

/** One version of a lesson in its list. */
export type VersionListed = {
  id: string;
  number: number;
  state: VideoState;
  stepPct: number;
  durationMs: number | null;
  sourceKind: SourceKind;
  sourceName: string;
  createdMs: number;
  contentSha256: string | null;
  /** Whether this author's institution brought it. */
  isOwn: boolean;
};
/** A file that this author has begun to bring. */
export type UploadWaiting = { id: string; name: string; bytes: number; writtenBytes: number };

/** A lesson on its author's desk. */
export type AuthorLesson = {
  id: string;
  title: string;
  occupation: string;
  module: string | null;
  standardItem: string | null;
  /** Work contents that its courses' standards name. */
  standardItems: string[];
  tags: TopicTag[];
  versions: VersionListed[];
  uploads: UploadWaiting[];
  /** The text of its newest script version, to go on from; null: there is none. */
  script: string | null;
};

type VersionRow = Omit<VersionListed, 'createdMs'> & { createdAt: Date; sourceBlob: string | null };

function listVersion(row: VersionRow): VersionListed {
  const { id, number, state, stepPct, durationMs, sourceKind, sourceName, contentSha256, isOwn } = row;
  const createdMs = row.createdAt.getTime();
  return { id, number, state, stepPct, durationMs, sourceKind, sourceName, createdMs, contentSha256, isOwn };
}

/** Reads a lesson of the author's own. Throws `not_found`. */
export async function readLesson(
  house: { sql: Sql; blobs: BlobStore; env: { dataDir: string } },
  author: Author,
  lessonId: string,
): Promise<AuthorLesson> {
  const { sql, blobs, env } = house;
  await requireOwnLesson(sql, author, lessonId);
  const [[lesson], places, versions, uploads] = await Promise.all([
    sql<{ id: string; title: string; occupation: string; standardItem: string | null; tags: string[] }[]>`
      select l.id, l.title, o.name as occupation, l.standard_item as "standardItem", l.tags
      from lesson l join occupation o on o.id = l.occupation_id where l.id = ${lessonId}`,
    sql<{ module: string; items: StandardItem[] }[]>`
      select m.name as module, c.standard_items as items
      from module_lesson ml join course_module m on m.id = ml.module_id join course c on c.id = m.course_id
      where ml.lesson_id = ${lessonId} order by c.title, m.ordinal`,
    sql<VersionRow[]>`
      select id, number, state, step_pct as "stepPct", duration_ms as "durationMs", source_kind as "sourceKind",
        coalesce(source_name, '') as "sourceName", created_at as "createdAt", source_blob as "sourceBlob",
        encode(content_sha256, 'hex') as "contentSha256",
        coalesce(institution_id = ${author.institutionId}, false) as "isOwn"
      from video_version where lesson_id = ${lessonId} order by number desc limit 100`,
    sql<{ id: string; name: string; bytes: number }[]>`
      select id, name, bytes from upload
      where lesson_id = ${lessonId} and uploaded_by = ${author.personId} and purpose = 'video' and finished_at is null
      order by began_at desc limit 20`,
  ]);
  const script = versions.find(({ sourceKind, sourceBlob }) => sourceKind === 'script' && sourceBlob);
  const text = script?.sourceBlob ? await blobs.get(script.sourceBlob).catch(() => null) : null;
  return {
    ...{ id: lessonId, title: lesson?.title ?? '', occupation: lesson?.occupation ?? '' },
    module: places[0]?.module ?? null,
    standardItem: lesson?.standardItem ?? null,
    standardItems: [...new Set(places.flatMap(({ items }) => items.map(({ name }) => name)))],
    tags: (lesson?.tags ?? []).filter(isTopicTag),
    versions: versions.map((row) => listVersion(row)),
    uploads: await Promise.all(
      uploads.map(async (row) => ({
        ...row,
        writtenBytes: (await writtenBytes(uploadPathOf(env.dataDir, row.id))) ?? 0,
      })),
    ),
    script: text?.toString('utf8') ?? null,
  };
}
