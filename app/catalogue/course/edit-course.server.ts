import { z } from 'zod';
import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { courseWire, lessonWire, moduleWire } from './course.wire.ts';
import { addLesson, createLesson, removeLesson } from './edit-lessons.server.ts';
import { addModule, removeModule, renameModule, shiftLesson, shiftModule } from './edit-modules.server.ts';
import { describeCourse } from './enter-course.server.ts';
import { requireOwnCourse, type CatalogueAuthor } from './own-course.server.ts';
import { releaseCourse } from './release-course.server.ts';

const by = z.enum(['-1', '1']).transform((text) => (text === '1' ? 1 : -1));
const [moduleId, lessonId] = [z.uuid(), z.uuid()];

/** Everything the form fields of a course's page can ask, by the name of the button. */
const editWire = z.discriminatedUnion('intent', [
  courseWire.extend({ intent: z.literal('describe') }),
  moduleWire.extend({ intent: z.literal('add-module') }),
  moduleWire.extend({ intent: z.literal('rename-module'), moduleId }),
  z.strictObject({ intent: z.literal('move-module'), moduleId, by }),
  z.strictObject({ intent: z.literal('remove-module'), moduleId }),
  lessonWire.extend({ intent: z.literal('create-lesson'), moduleId }),
  z.strictObject({ intent: z.literal('add-lesson'), moduleId, lessonId }),
  z.strictObject({ intent: z.literal('move-lesson'), lessonId, by }),
  z.strictObject({ intent: z.literal('remove-lesson'), lessonId }),
  z.strictObject({ intent: z.literal('release') }),
]);
export type CourseIntent = z.infer<typeof editWire>['intent'];

/** Reads a form; `tags` is a list, everything else is one text. Throws `bad_shape` with the first field of the description that is wrong. */
function readEdit(form: Iterable<[string, unknown]>): z.infer<typeof editWire> {
  const pairs = [...form];
  const tags = pairs.filter(([name]) => name === 'tags').map(([, value]) => value);
  const rest = Object.fromEntries(pairs.filter(([name]) => name !== 'tags'));
  const hasTags = rest['intent'] === 'create-lesson';
  const read = editWire.safeParse(hasTags ? { ...rest, tags } : rest);
  if (read.success) return read.data;
  const field = String(read.error.issues[0]?.path[0] ?? '');
  throw new Refusal('bad_shape', { field: rest['intent'] === 'describe' ? field : '' });
}

/** Does what one form of a course's page asks. Answers what was done; a release names its version. */
export async function editCourse(
  sql: Sql,
  courseId: string,
  form: Iterable<[string, unknown]>,
  author: CatalogueAuthor,
  now: ClockReading,
): Promise<{ intent: CourseIntent; version: number | null; isNew: boolean }> {
  await requireOwnCourse(sql, courseId, author);
  const edit = readEdit(form);
  const done = { intent: edit.intent, version: null, isNew: true };
  if (edit.intent === 'release') {
    const { number, isNew } = await releaseCourse(sql, courseId, author, now);
    return { ...done, version: number, isNew };
  }
  if (edit.intent === 'describe') await describeCourse(sql, courseId, edit, author);
  else if (edit.intent === 'add-module') await addModule(sql, courseId, edit.name, author);
  else if (edit.intent === 'rename-module')
    await renameModule(sql, courseId, edit.moduleId, edit.name, author);
  else if (edit.intent === 'move-module') await shiftModule(sql, courseId, edit.moduleId, edit.by, author);
  else if (edit.intent === 'remove-module') await removeModule(sql, courseId, edit.moduleId, author);
  else if (edit.intent === 'create-lesson') await createLesson(sql, courseId, edit.moduleId, edit, author);
  else if (edit.intent === 'add-lesson') await addLesson(sql, courseId, edit.moduleId, edit.lessonId, author);
  else if (edit.intent === 'move-lesson') await shiftLesson(sql, courseId, edit.lessonId, edit.by, author);
  else await removeLesson(sql, courseId, edit.lessonId, author);
  return done;
}
