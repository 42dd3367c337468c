import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';

/** An author, as far as the catalogue asks. */
export type CatalogueAuthor = { personId: string; institutionId: string };

/** Whose a row is: its institution, or the platform where none is named. */
export const ownerOf = (sql: Sql | SqlTx, column: string) =>
  sql`coalesce(${sql(column)}, (select i.id from institution i where i.kind = 'platform' order by i.id limit 1))`;

/**
 * Locks a course of the author's own institution until the transaction ends; whatever changes it waits its turn. Nobody
 * edits another institution's course (H10). Throws `not_found`.
 */
export async function lockOwnCourse(
  tx: SqlTx,
  courseId: string,
  { institutionId }: CatalogueAuthor,
): Promise<{ occupationId: string }> {
  const [course] = await tx<{ occupationId: string }[]>`
    select c.occupation_id as "occupationId" from course c
    where c.id = ${courseId} and ${ownerOf(tx, 'c.institution_id')} = ${institutionId} for update of c`;
  if (!course) throw new Refusal('not_found');
  return course;
}

/** Whether a course is the author's own, before anything of a form is read. Throws `not_found`. */
export async function requireOwnCourse(
  sql: Sql,
  courseId: string,
  { institutionId }: CatalogueAuthor,
): Promise<void> {
  const [course] = await sql`
    select 1 from course c where c.id = ${courseId} and ${ownerOf(sql, 'c.institution_id')} = ${institutionId}`;
  if (!course) throw new Refusal('not_found');
}
