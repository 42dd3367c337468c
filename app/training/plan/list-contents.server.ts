import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';

/** Course content that a class may be given: a released version whose lessons are all approved. `contentMs` of its video. */
export type Content = {
  courseVersionId: string;
  title: string;
  level: string;
  number: number;
  lessons: number;
  contentMs: number;
};

/**
 * The contents that an institution may give to a class: its own and the platform's (P011). `only` narrows to one version.
 * Another institution's is never among them (H10).
 */
export async function listContents(
  sql: Sql | SqlTx,
  institutionId: string,
  only: string | null = null,
): Promise<Content[]> {
  return sql<Content[]>`
    select v.id as "courseVersionId", c.title, c.level, v.number, count(*)::int as lessons,
      sum(p.duration_ms)::bigint as "contentMs"
    from course_version v join course c on c.id = v.course_id
    left join institution i on i.id = c.institution_id
    join course_lesson cl on cl.course_version_id = v.id
    left join lateral (select vv.duration_ms from video_version vv
      where vv.lesson_id = cl.lesson_id and vv.state in ('approved', 'published')
      order by vv.number desc limit 1) p on true
    where (i.id is null or i.id = ${institutionId} or i.kind = 'platform')
      and (${only}::uuid is null or v.id = ${only}::uuid)
    group by v.id, c.id
    having count(*) = count(p.duration_ms)
    order by c.title, v.number desc, v.id`;
}

/** Throws `content_gone`: not released, not the institution's to use, or not wholly approved. */
export async function requireContent(
  sql: Sql | SqlTx,
  institutionId: string,
  courseVersionId: string,
): Promise<Content> {
  const [content] = await listContents(sql, institutionId, courseVersionId);
  if (!content) throw new Refusal('content_gone', { field: 'courseVersionId' });
  return content;
}

/** Video of a version in ms as it stands now, lessons that lost their approval counted as nothing. */
export async function sumContent(sql: Sql | SqlTx, courseVersionId: string): Promise<number> {
  const [row] = await sql<{ contentMs: number }[]>`
    select coalesce(sum(p.duration_ms), 0)::bigint as "contentMs"
    from course_lesson cl join lateral (select vv.duration_ms from video_version vv
      where vv.lesson_id = cl.lesson_id and vv.state in ('approved', 'published')
      order by vv.number desc limit 1) p on true
    where cl.course_version_id = ${courseVersionId}`;
  return row?.contentMs ?? 0;
}
