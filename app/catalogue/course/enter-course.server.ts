import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { CourseEntered, OccupationEntered } from './course.wire.ts';
import { lockOwnCourse, type CatalogueAuthor } from './own-course.server.ts';

/** Enters an occupation; each name once, whoever asks at the same time. Answers its id. Throws `name_taken`. */
export async function enterOccupation(sql: Sql, { name, code }: OccupationEntered): Promise<string> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('catalogue occupation'))`;
    const [taken] = await tx`select 1 from occupation where name = ${name}`;
    if (taken) throw new Refusal('name_taken', { field: 'name' });
    const id = `o-${randomUUID()}`;
    await tx`insert into occupation (id, name, code) values (${id}, ${name}, ${code})`;
    return id;
  });
}

/**
 * Enters a course of the author's institution (P018, P077). Nobody has compared its standard with the published text yet.
 * Answers its id. Throws `not_found`.
 */
export async function enterCourse(
  sql: Sql,
  occupationId: string,
  course: CourseEntered,
  { institutionId }: CatalogueAuthor,
): Promise<string> {
  const [entered] = await sql<{ id: string }[]>`
    insert into course (occupation_id, title, level, institution_id, standard_name, standard_year, standard_code, standard_items)
    select o.id, ${course.title}, ${course.level}, ${institutionId}, ${course.standardName}, ${course.standardYear},
      ${course.standardCode}, ${sql.json(course.standardItems)}
    from occupation o where o.id = ${occupationId} and not o.is_shared returning id`;
  if (!entered) throw new Refusal('not_found');
  return entered.id;
}

/** Changes what an own course says of itself; another standard has to be compared anew. Throws `not_found`. */
export async function describeCourse(
  sql: Sql,
  courseId: string,
  course: CourseEntered,
  author: CatalogueAuthor,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    const { standardName: name, standardYear: year, standardCode: code } = course;
    const items = tx.json(course.standardItems);
    await tx`update course set title = ${course.title}, level = ${course.level}, standard_name = ${name},
        standard_year = ${year}, standard_code = ${code}, standard_items = ${items},
        is_standard_verified = is_standard_verified and (standard_name, standard_year, standard_code, standard_items)
          is not distinct from (${name}::text, ${year}::integer, ${code}::text, ${items}::jsonb)
      where id = ${courseId}`;
  });
}
