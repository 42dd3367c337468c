import type { Sql } from '../../db/client.ts';
import type { Rendition, VersionFlag } from '../../db/schema/version.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { readApproversNeeded } from './decide-version.server.ts';
import { refuseWatch } from './may-watch.ts';
import { readChanges, readText } from './read-changes.server.ts';
import { listCompanions } from './read-watched.server.ts';
import type {
  ReviewedVersion,
  SeenCheck,
  SeenNote,
  SeenQuestion,
  SeenReview,
  Viewer,
} from './review-view.ts';
import { isFixed, isOwn, refuseStep, type LivingVersion, type SourceKind } from './version-life.ts';
import { readHitClasses } from './withdraw-version.server.ts';

type House = { sql: Sql; blobs: BlobStore };

/** A version with everything that this person may see of it. Throws `not_found` for what was never handed in. */
export async function readReview(
  house: House,
  viewer: Viewer,
  videoVersionId: string,
  now: ClockReading,
): Promise<ReviewedVersion> {
  const { sql } = house;
  const row = await readRow(sql, videoVersionId);
  if (!row || !isFixed(row.state)) throw new Refusal('not_found');
  if (viewer.role === 'author' && row.institutionId !== viewer.institutionId) throw new Refusal('not_found');
  const [reviews, notes, needed] = await Promise.all([
    readReviews(sql, videoVersionId),
    readNotes(sql, videoVersionId, viewer.personId),
    readApproversNeeded(sql, now),
  ]);
  const may = (step: 'approve' | 'publish' | 'withdraw') => refuseStep(row, step, viewer) === null;
  const hasDecided = reviews.some(({ reviewerId }) => reviewerId === viewer.personId);
  const { institutionId: _, renditions: __, uploaderName, ...shown } = row;
  return {
    ...shown,
    uploadedBy: uploaderName,
    reviews: reviews.map(({ reviewerId: ___, ...review }) => review),
    notes,
    needed,
    isOwn: isOwn(row, viewer),
    media: refuseWatch(row, viewer) === null ? await readMedia(house, row) : null,
    may: { decide: may('approve') && !hasDecided, publish: may('publish'), withdraw: may('withdraw') },
    hits: may('withdraw') ? await readHitClasses(sql, videoVersionId) : [],
  };
}

type Row = LivingVersion &
  Omit<
    ReviewedVersion,
    'uploadedBy' | 'reviews' | 'notes' | 'needed' | 'isOwn' | 'media' | 'may' | 'hits'
  > & {
    uploaderName: string | null;
    renditions: Rendition[] | null;
  };

async function readRow(sql: Sql, id: string): Promise<Row | null> {
  type Flat = Omit<Row, 'source' | 'outline'> & {
    sourceKind: SourceKind;
    sourceName: string;
    sourceBytes: number;
    sourceSha256: string;
    plannedMinutes: number | null;
    standardItem: string | null;
    tags: string[];
    flags: VersionFlag[];
  };
  const [flat] = await sql<Flat[]>`
    select v.id, l.title, o.name as occupation, v.number, v.state, v.institution_id as "institutionId",
      v.uploaded_by as "uploadedBy", i.name as institution, p.name as "uploaderName",
      (extract(epoch from v.submitted_at) * 1000)::bigint as "submittedMs",
      (extract(epoch from v.published_at) * 1000)::bigint as "publishedMs",
      (extract(epoch from v.withdrawn_at) * 1000)::bigint as "withdrawnMs",
      v.approval_document as "approvalDocument", coalesce(v.duration_ms, 0)::bigint as "durationMs",
      coalesce(encode(v.content_sha256, 'hex'), '') as "contentSha256", v.licence,
      v.portrait_rights as "portraitRights", v.flags, v.renditions, v.source_kind as "sourceKind",
      coalesce(v.source_name, '') as "sourceName", coalesce(v.source_bytes, 0)::bigint as "sourceBytes",
      coalesce(encode(v.source_sha256, 'hex'), '') as "sourceSha256",
      l.planned_minutes as "plannedMinutes", l.standard_item as "standardItem", l.tags
    from video_version v join lesson l on l.id = v.lesson_id join occupation o on o.id = l.occupation_id
    left join institution i on i.id = v.institution_id left join person p on p.id = v.uploaded_by
    where v.id = ${id}`;
  if (!flat) return null;
  const { sourceKind, sourceName, sourceBytes, sourceSha256, plannedMinutes, standardItem, tags, ...row } =
    flat;
  return {
    ...row,
    source: { kind: sourceKind, name: sourceName, bytes: sourceBytes, sha256: sourceSha256 },
    outline: { plannedMinutes, standardItem, tags },
  };
}

const readReviews = (sql: Sql, id: string) => sql<(SeenReview & { reviewerId: string })[]>`
  select r.reviewer_id as "reviewerId", p.name as by, i.name as institution, r.decision,
    r.document_number as "documentNumber", r.reason, r.checklist,
    (extract(epoch from r.decided_at) * 1000)::bigint as "decidedMs"
  from version_review r join person p on p.id = r.reviewer_id join institution i on i.id = p.institution_id
  where r.video_version_id = ${id} order by r.decided_at, r.reviewer_id`;

const readNotes = (sql: Sql, id: string, personId: string) => sql<SeenNote[]>`
  select n.id, n.at_ms as "atMs", n.words, p.name as by, n.reviewer_id = ${personId} as "isMine",
    (extract(epoch from n.noted_at) * 1000)::bigint as "notedMs"
  from review_note n join person p on p.id = n.reviewer_id
  where n.video_version_id = ${id} order by n.at_ms, n.noted_at`;

async function readMedia(house: House, { id, renditions }: Row): Promise<ReviewedVersion['media']> {
  const { sql, blobs } = house;
  const [files, transcript, questions, check, changes] = await Promise.all([
    listCompanions(sql, id),
    readText(blobs, id, 'transcript.txt'),
    sql<SeenQuestion[]>`
      select id, kind, from_ms as "fromMs", ask, "right", wrong from control_question
      where video_version_id = ${id} order by from_ms, id`,
    sql<SeenCheck[]>`
      select number, ask, "right", wrong, why from theory_question where video_version_id = ${id} order by number`,
    readChanges(house, id),
  ]);
  return {
    renditions: (renditions ?? []).map(({ name, width, height }) => ({ name, width, height })),
    files,
    transcript,
    segments: renditions?.[0]?.segmentsMs.length ?? 0,
    questions: [...questions],
    check: [...check],
    changes,
  };
}
