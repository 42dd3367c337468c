import type { Sql, SqlTx } from '../../db/client.ts';
import type { BankQuestion } from './draw-test.ts';

/** A question with the video it belongs to and the place of its lesson in the course. */
type BankRow = BankQuestion & { videoVersionId: string; ordinal: number };

/**
 * The question bank of a course version: the checks of the newest published version of each of its lessons (P076); for a
 * class, of the version that it was given, where that is published still.
 */
export async function readQuestionBank(
  sql: Sql | SqlTx,
  courseVersionId: string,
  classId: string | null = null,
): Promise<BankRow[]> {
  return sql<BankRow[]>`
    select l.id as "lessonId", l.title as "lessonTitle", c.ordinal, newest.id as "videoVersionId", q.number,
      l.standard_item as "standardItem", q.ask, q."right", q.wrong, q.why
    from course_lesson c join lesson l on l.id = c.lesson_id
    join lateral (
      select v.id from video_version v
      left join class_video given on given.class_id = ${classId}::uuid and given.lesson_id = l.id
        and given.video_version_id = v.id
      where v.lesson_id = l.id and v.state = 'published'
      order by given.class_id is null, v.number desc limit 1) newest on true
    join theory_question q on q.video_version_id = newest.id
    where c.course_version_id = ${courseVersionId} order by c.ordinal, q.number`;
}
