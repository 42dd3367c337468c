import type { Sql, SqlTx } from '../../db/client.ts';
import type { BankQuestion } from './draw-test.ts';

/** The question bank of a course version: the checks of the newest published version of each of its lessons (P076). */
export async function readQuestionBank(sql: Sql | SqlTx, courseVersionId: string): Promise<BankQuestion[]> {
  return sql<BankQuestion[]>`
    select l.id as "lessonId", l.title as "lessonTitle", q.number, l.standard_item as "standardItem", q.ask, q."right",
      q.wrong, q.why
    from course_lesson c join lesson l on l.id = c.lesson_id
    join lateral (select v.id from video_version v where v.lesson_id = l.id and v.state = 'published'
      order by v.number desc limit 1) newest on true
    join theory_question q on q.video_version_id = newest.id
    where c.course_version_id = ${courseVersionId} order by c.ordinal, q.number`;
}
