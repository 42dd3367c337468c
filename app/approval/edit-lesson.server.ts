import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { isTopicTag } from '../catalogue/topic-tags.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireOwnLesson, type Author } from './own-lesson.server.ts';

/** What an author says of a lesson. `standardItem`: the work content of the national standard that it teaches (P077). */
const editedLesson = z.object({
  title: z.string().trim().min(1).max(40),
  standardItem: z.string().trim().max(60),
  tags: z.array(z.string().refine(isTopicTag)).max(30),
});

/** Changes title, work content and topic tags of the author's own lesson. Throws `not_found`, `bad_shape`. */
export async function editLesson(
  sql: Sql,
  author: Author,
  lessonId: string,
  given: z.input<typeof editedLesson>,
): Promise<void> {
  const edited = editedLesson.safeParse(given);
  if (!edited.success)
    throw new Refusal('bad_shape', { field: edited.error.issues[0]?.path.join('.') ?? '' });
  const { title, standardItem, tags } = edited.data;
  await sql.begin(async (tx) => {
    await requireOwnLesson(tx, author, lessonId);
    await tx`update lesson set title = ${title}, standard_item = ${standardItem || null}, tags = ${tags}
      where id = ${lessonId}`;
  });
}
