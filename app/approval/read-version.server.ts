import type { Sql } from '../../db/client.ts';
import type { Rendition, VersionFlag } from '../../db/schema/version.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import type { ContentEvent } from '../evidence/content-event.ts';
import { readContentRows } from '../evidence/append-content.server.ts';
import { mediaKey } from './manifest.server.ts';
import { listCompanions } from './read-watched.server.ts';
import { readOwnVersion, type OwnVersion } from './own-version.server.ts';
import type { Author } from './own-lesson.server.ts';
import type { ReviewDecision } from './review-rules.ts';

/** A control question of a version. `spoken`: its recording is there. */
export type QuestionSeen = {
  id: string;
  kind: 'text' | 'picture';
  fromMs: number;
  ask: string;
  right: string;
  wrong: string[];
  spoken: boolean;
};
/** A step in the life of a version, as the log has it. */
export type StepSeen = { what: string; role: string; reason: string; atMs: number };

/** A version on its author's desk. */
export type AuthorVersion = OwnVersion & {
  lessonTitle: string;
  number: number;
  step: string;
  stepPct: number;
  failure: string | null;
  sourceName: string;
  sourceBytes: number;
  hasVoice: boolean;
  licence: string;
  portraitRights: string;
  contentSha256: string | null;
  renditions: Rendition[];
  flags: VersionFlag[];
  files: string[];
  transcript: string | null;
  questions: QuestionSeen[];
  reviews: { decision: ReviewDecision; reason: string; documentNumber: string | null; atMs: number }[];
  notes: { id: string; atMs: number; words: string }[];
  steps: StepSeen[];
};

type Row = Pick<
  AuthorVersion,
  | 'lessonTitle'
  | 'number'
  | 'step'
  | 'stepPct'
  | 'failure'
  | 'sourceName'
  | 'sourceBytes'
  | 'hasVoice'
  | 'licence'
  | 'portraitRights'
  | 'contentSha256'
  | 'flags'
> & { renditions: Rendition[] | null };

/** Reads a version that the author's institution brought. Throws `not_found`. */
export async function readVersion(
  { sql, blobs }: { sql: Sql; blobs: BlobStore },
  author: Author,
  versionId: string,
): Promise<AuthorVersion> {
  const own = await readOwnVersion(sql, author, versionId);
  const [[row], files, questions, reviews, notes, rows, transcript] = await Promise.all([
    sql<Row[]>`
      select l.title as "lessonTitle", v.number, v.step, v.step_pct as "stepPct", v.failure,
        coalesce(v.source_name, '') as "sourceName", coalesce(v.source_bytes, 0) as "sourceBytes",
        v.voice_blob is not null as "hasVoice", v.licence, v.portrait_rights as "portraitRights",
        encode(v.content_sha256, 'hex') as "contentSha256", v.flags, v.renditions
      from video_version v join lesson l on l.id = v.lesson_id where v.id = ${versionId}`,
    listCompanions(sql, versionId),
    sql<QuestionSeen[]>`
      select id, kind, from_ms as "fromMs", ask, "right", wrong, audio_blob <> '' as spoken from control_question
      where video_version_id = ${versionId} order by from_ms, id`,
    sql<{ decision: ReviewDecision; reason: string; documentNumber: string | null; decidedAt: Date }[]>`
      select decision, reason, document_number as "documentNumber", decided_at as "decidedAt" from version_review
      where video_version_id = ${versionId} order by decided_at`,
    sql<AuthorVersion['notes']>`
      select id, at_ms as "atMs", words from review_note where video_version_id = ${versionId} order by at_ms, noted_at`,
    readContentRows(sql, versionId),
    blobs.get(mediaKey(versionId, 'transcript.txt')).catch(() => null),
  ]);
  if (!row) throw new Error('a version without its lesson');
  return {
    ...own,
    ...row,
    renditions: row.renditions ?? [],
    files,
    transcript: transcript && files.includes('transcript.txt') ? transcript.toString('utf8') : null,
    questions: [...questions],
    reviews: reviews.map(({ decidedAt, ...review }) => ({ ...review, atMs: decidedAt.getTime() })),
    // A note is part of a decision: until there is one it is the reviewer's own.
    notes: reviews.length > 0 ? [...notes] : [],
    steps: rows.map(({ body }) => readStep(body)),
  };
}

function readStep(body: string): StepSeen {
  const event = JSON.parse(body) as ContentEvent & { at: { wallMs: number } };
  const { actorRole: role, reason, at } = event;
  const what = event.kind === 'version_step' ? event.step : 'review';
  return { what, role, reason, atMs: at.wallMs };
}

/** How far the worker is with a version, for a page that asks every two seconds. Throws `not_found`. */
export async function readProgress(sql: Sql, author: Author, versionId: string) {
  const { state } = await readOwnVersion(sql, author, versionId);
  const [row] = await sql<{ step: string; stepPct: number; unspoken: number }[]>`
    select step, step_pct as "stepPct",
      (select count(*) from control_question q where q.video_version_id = v.id and q.audio_blob = '')::int as unspoken
    from video_version v where id = ${versionId}`;
  return { state, step: row?.step ?? 'waiting', stepPct: row?.stepPct ?? 0, unspoken: row?.unspoken ?? 0 };
}
