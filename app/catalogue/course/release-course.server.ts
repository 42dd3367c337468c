import { randomUUID } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { topicTags, type TopicTag } from '../topic-tags.ts';
import { refuseRelease, type PlannedLesson } from './check-course.ts';
import { lockOwnCourse, type CatalogueAuthor } from './own-course.server.ts';

type ReleasedLesson = PlannedLesson & { id: string; moduleName: string };

/** The lessons of a course in the order that would be released. */
async function readLessons(sql: Sql | SqlTx, courseId: string): Promise<ReleasedLesson[]> {
  return sql<ReleasedLesson[]>`
    select l.id, l.title, l.tags, l.standard_item as "standardItem", l.planned_minutes as "plannedMinutes",
      m.name as "moduleName", (select v.duration_ms from video_version v
        where v.lesson_id = l.id and v.state = 'published' order by v.number desc limit 1) as "publishedMs"
    from course_module m join module_lesson ml on ml.module_id = m.id join lesson l on l.id = ml.lesson_id
    where m.course_id = ${courseId} order by m.ordinal, m.id, ml.ordinal, l.id`;
}

/** Throws `topics_missing` (P093) or `lesson_unpublished` (P011), naming what is missing. */
function requireReleasable(lessons: readonly PlannedLesson[]): void {
  const refused = refuseRelease(lessons);
  if (!refused) return;
  const { code } = refused;
  const names =
    code === 'topics_missing' ? refused.missing.map((tag: TopicTag) => topicTags[tag].zh) : refused.missing;
  throw new Refusal(code, { missing: names.join('、'), count: names.length });
}

/**
 * Freezes the order of an own course as its next version, which classes may be given (P008, P076). An order that the newest
 * version has already is no new version: a second press answers the same number. Everything is asked before and again under
 * the lock; published versions are held until the end, so that none is withdrawn in between. Throws `not_found`,
 * `topics_missing`, `lesson_unpublished`.
 */
export async function releaseCourse(
  sql: Sql,
  courseId: string,
  author: CatalogueAuthor,
  now: ClockReading,
): Promise<{ number: number; isNew: boolean }> {
  return sql.begin(async (tx) => {
    await lockOwnCourse(tx, courseId, author);
    requireReleasable(await readLessons(tx, courseId));
    await tx`select 1 from video_version v where v.state = 'published' and v.lesson_id in (
        select ml.lesson_id from module_lesson ml join course_module m on m.id = ml.module_id where m.course_id = ${courseId})
      order by v.id for share`;
    const lessons = await readLessons(tx, courseId);
    requireReleasable(lessons);
    const [newest] = await tx<{ number: number; id: string }[]>`
      select number, id from course_version where course_id = ${courseId} order by number desc limit 1`;
    if (newest && (await isSameOrder(tx, newest.id, lessons))) return { number: newest.number, isNew: false };
    const [id, number] = [randomUUID(), (newest?.number ?? 0) + 1];
    await tx`insert into course_version (id, course_id, number, released_by, released_at)
      values (${id}, ${courseId}, ${number}, ${author.personId}, ${new Date(now.wallMs)})`;
    const rows = lessons.map(({ id: lessonId, moduleName }, i) => ({ lessonId, moduleName, ordinal: i + 1 }));
    await tx`insert into course_lesson (course_version_id, ordinal, lesson_id, module_name)
      select ${id}, ordinal, "lessonId", "moduleName"
      from jsonb_to_recordset(${tx.json(rows)}) as r("lessonId" uuid, "moduleName" text, ordinal integer)`;
    return { number, isNew: true };
  });
}

/** Whether a released version holds exactly these lessons in this order, in modules of these names. */
async function isSameOrder(
  tx: SqlTx,
  versionId: string,
  lessons: readonly ReleasedLesson[],
): Promise<boolean> {
  const released = await tx<{ id: string; moduleName: string }[]>`
    select lesson_id as id, module_name as "moduleName" from course_lesson
    where course_version_id = ${versionId} order by ordinal`;
  return (
    released.length === lessons.length &&
    released.every(({ id, moduleName }, i) => lessons[i]?.id === id && lessons[i]?.moduleName === moduleName)
  );
}
