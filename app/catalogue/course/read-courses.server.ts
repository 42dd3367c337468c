import type { Sql } from '../../../db/client.ts';
import { ownerOf } from './own-course.server.ts';

/** A course as authors see it in the list. */
export type CourseListed = {
  id: string;
  occupation: string;
  code: string;
  title: string;
  level: string;
  institution: string;
  mine: boolean;
  lessons: number;
  publishedLessons: number;
  publishedMs: number;
  plannedMinutes: number;
  /** Number of the newest released version; null: none. */
  released: number | null;
};

/** Every occupation that is none of the common module, whether or not it has a course. */
export type OccupationListed = { id: string; name: string; code: string };

/** The author's own courses first, then those of the platform; other institutions' courses are theirs. */
export async function readCourses(
  sql: Sql,
  institutionId: string,
): Promise<{ occupations: OccupationListed[]; courses: CourseListed[] }> {
  const owner = ownerOf(sql, 'c.institution_id');
  const [occupations, courses] = await Promise.all([
    sql<OccupationListed[]>`select id, name, code from occupation where not is_shared order by name, id`,
    sql<CourseListed[]>`
      select c.id, o.name as occupation, o.code, c.title, c.level, coalesce(i.name, '') as institution,
        coalesce(i.id = ${institutionId}, false) as mine,
        count(ml.lesson_id)::int as lessons, count(p.duration_ms)::int as "publishedLessons",
        coalesce(sum(p.duration_ms), 0)::bigint as "publishedMs",
        coalesce(sum(l.planned_minutes), 0)::int as "plannedMinutes",
        (select max(v.number) from course_version v where v.course_id = c.id) as released
      from course c join occupation o on o.id = c.occupation_id
      left join institution i on i.id = ${owner}
      left join course_module m on m.course_id = c.id
      left join module_lesson ml on ml.module_id = m.id
      left join lesson l on l.id = ml.lesson_id
      left join lateral (select v.duration_ms from video_version v
        where v.lesson_id = l.id and v.state = 'published' order by v.number desc limit 1) p on true
      where i.id is null or i.id = ${institutionId} or i.kind = 'platform'
      group by c.id, o.id, i.id
      order by (i.id = ${institutionId}) desc nulls last, o.name, c.title, c.id`,
  ]);
  return { occupations, courses };
}
