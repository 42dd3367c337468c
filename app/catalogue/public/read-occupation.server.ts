import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { PublicLesson, PublicOccupation } from './catalogue.wire.ts';
import { groupCourses, type CoursePlace, type PublicCourse } from './group-courses.ts';
import { readCatalogue } from './read-catalogue.server.ts';

/** One occupation as the public sees it. `rest`: its lessons that stand in no course. */
export type OccupationSeen = {
  occupation: Omit<PublicOccupation, 'lessons'>;
  courses: PublicCourse[];
  rest: PublicLesson[];
};

/**
 * The courses of an occupation with their approved and published lessons. A course is public once a version of it was
 * released; the platform's own from its first published lesson on. Throws `not_found` where nothing is published.
 */
export async function readOccupation(
  sql: Sql,
  occupationId: string,
  now: ClockReading,
): Promise<OccupationSeen> {
  const { occupations } = await readCatalogue(sql, now);
  const found = occupations.find(({ id }) => id === occupationId);
  if (!found) throw new Refusal('not_found');
  const { lessons: own, ...occupation } = found;
  const published = new Map(occupations.flatMap(({ lessons }) => lessons).map((one) => [one.id, one]));
  const places = await sql<CoursePlace[]>`
    select c.id as "courseId", c.title, c.level, coalesce(i.name, '') as institution, c.standard_name as "standardName",
      c.standard_year as "standardYear", c.standard_code as "standardCode", v.number as released,
      p.module_name as "moduleName", p.lesson_id as "lessonId"
    from course c left join institution i on i.id = c.institution_id
    left join lateral (select id, number from course_version where course_id = c.id order by number desc limit 1) v on true
    join lateral (
      select cl.module_name, cl.lesson_id, 0 as module, cl.ordinal from course_lesson cl where cl.course_version_id = v.id
      union all
      select m.name, ml.lesson_id, m.ordinal, ml.ordinal from course_module m join module_lesson ml on ml.module_id = m.id
      where m.course_id = c.id and v.id is null and (i.id is null or i.kind = 'platform')) p on true
    where c.occupation_id = ${occupationId}
    order by (i.kind = 'platform') desc nulls first, c.title, c.id, p.module, p.ordinal`;
  return { occupation, ...groupCourses(places, published, own) };
}
