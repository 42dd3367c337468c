import type { Sql } from '../../db/client.ts';
import {
  tabStates,
  type OccupationCount,
  type QueuedVersion,
  type QueueTab,
  type Viewer,
} from './review-view.ts';
import { isOwn, type LivingVersion, type StepActor } from './version-life.ts';

/** An author's list holds what the own institution brought, everybody else's all. */
const scope = ({ role, institutionId }: Viewer) => (role === 'author' ? institutionId : null);

type Row = Omit<QueuedVersion, 'isOwn'> & Pick<LivingVersion, 'institutionId' | 'uploadedBy'>;

/** No page holds more; the next ones come when these are done. */
const rowsMax = 300;

/** The versions of a tab: what waits longest first, what was settled last first. */
export async function readQueue(
  sql: Sql,
  viewer: Viewer,
  tab: QueueTab,
  occupationId: string | null,
): Promise<QueuedVersion[]> {
  const newest = tab !== 'waiting';
  const only = scope(viewer);
  const rows = await sql<Row[]>`
    select v.id, l.title, o.name as occupation, v.number, v.state, coalesce(v.duration_ms, 0)::bigint as "durationMs",
      (extract(epoch from coalesce(v.submitted_at, v.created_at)) * 1000)::bigint as "submittedMs",
      i.name as institution, jsonb_array_length(v.flags) as flags, v.approval_document as "approvalDocument",
      (select count(*) from version_review r where r.video_version_id = v.id and r.decision = 'approve')::int as approvals,
      exists (select 1 from version_review r
        where r.video_version_id = v.id and r.reviewer_id = ${viewer.personId}) as "isMine",
      v.institution_id as "institutionId", v.uploaded_by as "uploadedBy"
    from video_version v join lesson l on l.id = v.lesson_id join occupation o on o.id = l.occupation_id
    left join institution i on i.id = v.institution_id
    where v.state = any(${tabStates[tab] as string[]}::text[])
      and (${occupationId}::text is null or l.occupation_id = ${occupationId})
      and (${only}::uuid is null or v.institution_id = ${only})
    order by case when ${newest} then null else v.submitted_at end nulls first,
      case when ${newest} then greatest(v.submitted_at, v.approved_at, v.published_at, v.withdrawn_at) end desc, v.id
    limit ${rowsMax}`;
  const actor: StepActor = { ...viewer };
  return rows.map(({ institutionId, uploadedBy, ...row }) => ({
    ...row,
    isOwn: isOwn({ institutionId, uploadedBy }, actor),
  }));
}

/** How many versions of a tab each occupation has. */
export async function countOccupations(sql: Sql, viewer: Viewer, tab: QueueTab): Promise<OccupationCount[]> {
  const only = scope(viewer);
  return sql<OccupationCount[]>`
    select o.id, o.name, count(*)::int as count
    from video_version v join lesson l on l.id = v.lesson_id join occupation o on o.id = l.occupation_id
    where v.state = any(${tabStates[tab] as string[]}::text[])
      and (${only}::uuid is null or v.institution_id = ${only})
    group by o.id, o.name order by o.name`;
}

/** How many versions wait for this reviewer's word: not the own ones, not those that wait for another. */
export async function countWaiting(
  sql: Sql,
  { personId, institutionId }: Pick<Viewer, 'personId' | 'institutionId'>,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from video_version v
    where v.state = 'submitted' and v.institution_id is distinct from ${institutionId}
      and v.uploaded_by is distinct from ${personId}
      and not exists (select 1 from version_review r
        where r.video_version_id = v.id and r.reviewer_id = ${personId})`;
  return row?.count ?? 0;
}
