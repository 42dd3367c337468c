import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { readScript } from '../../media-pipeline/read-script.ts';
import type { Db, Tx } from '../client.ts';
import {
  course,
  courseLesson,
  courseVersion,
  job,
  lesson,
  occupation,
  videoVersion,
} from '../schema/index.ts';
import { demoId } from './demo-id.ts';

const occupationId = 'elder-care';

/** Version 1 of the demo course. Its lessons are those that were in the folder when it was first entered. */
export const demoCourseVersionId = demoId('course version 1');

/** Enters occupation, course and lessons, and a job for each video that is still to be made. */
export async function seedCourse(db: Db): Promise<void> {
  const entered = await db
    .select({ ordinal: courseLesson.ordinal })
    .from(courseLesson)
    .where(eq(courseLesson.courseVersionId, demoCourseVersionId))
    .limit(1);
  if (entered.length > 0) return;
  const courseId = demoId('course');
  await db.transaction(async (tx) => {
    await tx.insert(occupation).values({ id: occupationId, name: '养老护理员', code: '4-10-01-05' });
    await tx
      .insert(course)
      .values({ id: courseId, occupationId, title: '养老护理员（演示课程）', level: '五级/初级工' });
    await tx.insert(courseVersion).values({ id: demoCourseVersionId, courseId, number: 1 });
    for (const [i, script] of listScripts().entries()) await seedLesson(tx, i + 1, script);
  });
}

type Script = { slug: string; title: string; module: string };

/** The lesson scripts of the demo course in the order of their numbers. */
function listScripts(): Script[] {
  const folder = fileURLToPath(new URL(`../../media-pipeline/courses/${occupationId}/`, import.meta.url));
  return readdirSync(folder)
    .filter((name) => /^\d+-.*\.md$/.test(name))
    .sort()
    .map((name) => {
      const { title, module } = readScript(readFileSync(folder + name, 'utf8'));
      return { slug: name.slice(0, -3), title, module };
    });
}

/** One lesson, its first video version, and the worker's job; the first lesson is made first. */
async function seedLesson(tx: Tx, ordinal: number, script: Script): Promise<void> {
  const lessonId = demoId(`lesson ${script.slug}`);
  const videoVersionId = demoId(`video ${script.slug}`);
  await tx.insert(lesson).values({ id: lessonId, occupationId, slug: script.slug, title: script.title });
  await tx
    .insert(courseLesson)
    .values({ courseVersionId: demoCourseVersionId, ordinal, lessonId, moduleName: script.module });
  await tx.insert(videoVersion).values({
    id: videoVersionId,
    lessonId,
    number: 1,
    state: 'processing',
    approvalDocument: '演示批准（示例）',
  });
  await tx
    .insert(job)
    .values({ kind: 'prepare_lesson', subject: videoVersionId, payload: {}, priority: ordinal });
}
