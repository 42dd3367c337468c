import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';
import { moveLesson, moveModule, type ModuleOrder, type Shift } from './order-course.ts';
import { lockOwnCourse, type CatalogueAuthor } from './own-course.server.ts';

/** Modules and lessons of a course in order. */
export async function readOrder(sql: Sql | SqlTx, courseId: string): Promise<ModuleOrder[]> {
  return sql<ModuleOrder[]>`
    select m.id, coalesce(array_agg(ml.lesson_id order by ml.ordinal, ml.lesson_id)
      filter (where ml.lesson_id is not null), '{}') as lessons
    from course_module m left join module_lesson ml on ml.module_id = m.id
    where m.course_id = ${courseId} group by m.id order by m.ordinal, m.id`;
}

/** Writes the places of modules and lessons anew, 1, 2, 3 …; the course is locked. */
async function writeOrder(tx: SqlTx, order: readonly ModuleOrder[]): Promise<void> {
  const modules = order.map(({ id }) => id);
  await tx`update course_module m set ordinal = n.ordinal
    from unnest(${modules}::uuid[]) with ordinality as n(id, ordinal) where m.id = n.id and m.ordinal <> n.ordinal`;
  await tx`delete from module_lesson where module_id = any(${modules}::uuid[])`;
  const places = order.flatMap(({ id, lessons }) =>
    lessons.map((lesson, i) => ({ id, lesson, ordinal: i + 1 })),
  );
  await tx`insert into module_lesson (module_id, lesson_id, ordinal)
    select id, lesson, ordinal from jsonb_to_recordset(${tx.json(places)}) as p(id uuid, lesson uuid, ordinal integer)`;
}

/** Reads the order of an own course under its lock, and writes what `change` makes of it. Throws `not_found`. */
async function reorder(
  sql: Sql,
  courseId: string,
  author: CatalogueAuthor,
  change: (order: ModuleOrder[]) => ModuleOrder[],
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    await writeOrder(tx, change(await readOrder(tx, courseId)));
  });
}

/** Moves a module by one place. */
export const shiftModule = (
  sql: Sql,
  courseId: string,
  moduleId: string,
  by: Shift,
  author: CatalogueAuthor,
) => reorder(sql, courseId, author, (order) => moveModule(order, moduleId, by));

/** Moves a lesson by one place, into the neighbouring module when it is at an end of its own. */
export const shiftLesson = (
  sql: Sql,
  courseId: string,
  lessonId: string,
  by: Shift,
  author: CatalogueAuthor,
) => reorder(sql, courseId, author, (order) => moveLesson(order, lessonId, by));

/** Adds a module at the end of an own course. Throws `not_found`. */
export async function addModule(
  sql: Sql,
  courseId: string,
  name: string,
  author: CatalogueAuthor,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    await tx`insert into course_module (course_id, ordinal, name)
      select ${courseId}, coalesce(max(ordinal), 0) + 1, ${name} from course_module where course_id = ${courseId}`;
  });
}

/** Gives a module of an own course another name. Throws `not_found`. */
export async function renameModule(
  sql: Sql,
  courseId: string,
  moduleId: string,
  name: string,
  author: CatalogueAuthor,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    const { count } = await tx`
      update course_module set name = ${name} where id = ${moduleId} and course_id = ${courseId}`;
    if (count === 0) throw new Refusal('not_found');
  });
}

/** Takes an empty module out of an own course; one that holds lessons stays. Throws `not_found`, `version_step`. */
export async function removeModule(
  sql: Sql,
  courseId: string,
  moduleId: string,
  author: CatalogueAuthor,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    const module = (await readOrder(tx, courseId)).find(({ id }) => id === moduleId);
    if (!module) throw new Refusal('not_found');
    if (module.lessons.length > 0) throw new Refusal('version_step');
    await tx`delete from course_module where id = ${moduleId}`;
  });
}
