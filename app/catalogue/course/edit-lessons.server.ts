import { randomUUID } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { LessonEntered } from './course.wire.ts';
import { readOrder } from './edit-modules.server.ts';
import { lockOwnCourse, type CatalogueAuthor } from './own-course.server.ts';

/** Puts a lesson at the end of a module of the locked course. Throws `not_found`. */
async function placeLesson(tx: SqlTx, courseId: string, moduleId: string, lessonId: string): Promise<void> {
  const { count } = await tx`insert into module_lesson (module_id, lesson_id, ordinal)
    select m.id, ${lessonId}, coalesce((select max(ordinal) from module_lesson where module_id = m.id), 0) + 1
    from course_module m where m.id = ${moduleId} and m.course_id = ${courseId}`;
  if (count === 0) throw new Refusal('not_found');
}

/** Creates a lesson of the author's institution in a module of an own course; its slug is made here. Answers its id. */
export async function createLesson(
  sql: Sql,
  courseId: string,
  moduleId: string,
  { title, standardItem, tags }: LessonEntered,
  author: CatalogueAuthor,
): Promise<string> {
  return sql.begin(async (tx) => {
    const { occupationId } = await lockOwnCourse(tx, courseId, author);
    const id = randomUUID();
    await tx`insert into lesson (id, occupation_id, slug, title, institution_id, standard_item, tags)
      values (${id}, ${occupationId}, ${`lesson-${id}`}, ${title}, ${author.institutionId}, ${standardItem}, ${tags})`;
    await placeLesson(tx, courseId, moduleId, id);
    return id;
  });
}

/** A lesson that may be added to a course. */
export type LessonOffered = { id: string; title: string; isShared: boolean };

/**
 * Lessons that an own course may take in: those of the common module (P017), and those of its occupation that belong to
 * the author's institution or to the platform; each once in a course.
 */
export async function readOffered(
  sql: Sql | SqlTx,
  courseId: string,
  { institutionId }: CatalogueAuthor,
): Promise<LessonOffered[]> {
  return sql<LessonOffered[]>`
    select l.id, l.title, o.is_shared as "isShared"
    from course c join lesson l on true join occupation o on o.id = l.occupation_id
    left join institution i on i.id = l.institution_id
    where c.id = ${courseId}
      and (o.is_shared or (l.occupation_id = c.occupation_id
        and (l.institution_id is null or l.institution_id = ${institutionId} or i.kind = 'platform')))
      and not exists (select 1 from module_lesson ml join course_module m on m.id = ml.module_id
        where m.course_id = c.id and ml.lesson_id = l.id)
    order by o.is_shared desc, l.slug`;
}

/** Adds a lesson that is there already. One that the course has stays where it is. Throws `not_found`. */
export async function addLesson(
  sql: Sql,
  courseId: string,
  moduleId: string,
  lessonId: string,
  author: CatalogueAuthor,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    if ((await readOrder(tx, courseId)).some(({ lessons }) => lessons.includes(lessonId))) return;
    const offered = await readOffered(tx, courseId, author);
    if (!offered.some(({ id }) => id === lessonId)) throw new Refusal('not_found');
    await placeLesson(tx, courseId, moduleId, lessonId);
  });
}

/**
 * Takes a lesson out of an own course; the lesson itself stays. A lesson that a released version of the course holds stays
 * in it (P008). Throws `not_found`, `lesson_released`.
 */
export async function removeLesson(
  sql: Sql,
  courseId: string,
  lessonId: string,
  author: CatalogueAuthor,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    const [released] =
      await tx`select 1 from course_lesson cl join course_version v on v.id = cl.course_version_id
      where v.course_id = ${courseId} and cl.lesson_id = ${lessonId} limit 1`;
    if (released) throw new Refusal('lesson_released');
    const { count } = await tx`delete from module_lesson ml using course_module m
      where m.id = ml.module_id and m.course_id = ${courseId} and ml.lesson_id = ${lessonId}`;
    if (count === 0) throw new Refusal('not_found');
  });
}
