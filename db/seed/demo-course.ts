import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { createVersion, sourceBlobOf } from '../../app/approval/create-version.server.ts';
import type { BlobStore } from '../../app/platform/blobs.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { readScript } from '../../media-pipeline/read-script.ts';
import type { Db, Sql } from '../client.ts';
import { courseLesson } from '../schema/index.ts';
import { demoDocument, findDemoHands } from './demo-hands.ts';
import { demoId } from './demo-id.ts';
import { demoInstitutions } from './demo-people.ts';

const occupationId = 'elder-care';

/** Version 1 of the demo course. Its lessons are those that were in the folder when it was first entered. */
export const demoCourseVersionId = demoId('course version 1');

/** What the seed needs of the house. */
export type SeedHouse = { db: Db; sql: Sql; blobs: BlobStore; masterKey: Buffer };

/** Enters occupation, course and lessons, and a job for each video that is still to be made. */
export async function seedCourse(house: SeedHouse): Promise<void> {
  const entered = await house.db
    .select({ ordinal: courseLesson.ordinal })
    .from(courseLesson)
    .where(eq(courseLesson.courseVersionId, demoCourseVersionId));
  if (entered.length === demoSlugs.length) return enterModules(house.sql);
  const courseId = demoId('course');
  const { sql } = house;
  await sql`insert into occupation (id, name, code) values (${occupationId}, '养老护理员', '4-10-01-05') on conflict do nothing`;
  await sql`insert into course (id, occupation_id, title, level, institution_id)
    values (${courseId}, ${occupationId}, '养老护理员（演示课程）', '五级/初级工', ${demoInstitutions.school}) on conflict do nothing`;
  await sql`insert into course_version (id, course_id, number) values (${demoCourseVersionId}, ${courseId}, 1) on conflict do nothing`;
  for (const [i, slug] of demoSlugs.entries()) await seedLesson(house, demoCourseVersionId, i + 1, slug);
  await enterModules(house.sql);
}

/** Modules as its authors see them, from version 1; once there are any, they are the authors'. */
async function enterModules(sql: Sql): Promise<void> {
  const courseId = demoId('course');
  await sql`
    with made as (
      insert into course_module (course_id, ordinal, name)
      select ${courseId}, row_number() over (order by min(ordinal)), module_name from course_lesson
      where course_version_id = ${demoCourseVersionId}
        and not exists (select 1 from course_module where course_id = ${courseId})
      group by module_name returning id, name)
    insert into module_lesson (module_id, lesson_id, ordinal)
    select made.id, cl.lesson_id, cl.ordinal from made
    join course_lesson cl on cl.module_name = made.name and cl.course_version_id = ${demoCourseVersionId}`;
}

/** The lessons of the demo course; whatever else is written is made when somebody asks for it. */
const demoSlugs = ['01-ageing-body', '10-feeding-safely', '21-pressure-sores', '23-turning-and-transfer'];

/** One lesson, its first version from the script, and the worker's job; the first lesson is made first. */
async function seedLesson(
  house: SeedHouse,
  courseVersionId: string,
  ordinal: number,
  slug: string,
): Promise<void> {
  const path = new URL(`../../media-pipeline/courses/${occupationId}/${slug}.md`, import.meta.url);
  const markdown = readFileSync(path);
  const { title, module, tags, standard } = readScript(markdown.toString('utf8'));
  const id = demoId(`video ${slug}`);
  const blob = sourceBlobOf(id, 'script');
  await house.blobs.put(blob, markdown);
  const sha256 = createHash('sha256').update(markdown).digest();
  const source = { kind: 'script', blob, sha256, bytes: markdown.length, name: `${slug}.md` } as const;
  const { author, reviewer } = await findDemoHands(house.sql);
  const actor = { role: 'author', ...author } as const;
  await house.sql.begin(async (tx) => {
    await tx`insert into lesson (id, occupation_id, slug, title, institution_id, standard_item, tags)
      values (${demoId(`lesson ${slug}`)}, ${occupationId}, ${slug}, ${title}, ${author.institutionId},
        ${standard?.item ?? null}, ${tags})
      on conflict do nothing`;
    // The outline may have entered it before.
    const [lesson] = await tx<{ id: string }[]>`
      select id from lesson where occupation_id = ${occupationId} and slug = ${slug}`;
    if (!lesson) throw new Error(`the lesson ${slug} was not entered`);
    const lessonId = lesson.id;
    await tx`insert into course_lesson (course_version_id, ordinal, lesson_id, module_name)
      values (${courseVersionId}, ${ordinal}, ${lessonId}, ${module}) on conflict do nothing`;
    const [known] = await tx`select 1 from video_version where id = ${id}`;
    if (known) return;
    const payload = { demo: { author: actor, reviewer, documentNumber: demoDocument } };
    const rights = { licence: '本平台自制，演示用', portraitRights: '没有真人出镜' };
    await createVersion(tx, house.masterKey, lessonId, source, actor, readClock(), {
      id,
      priority: ordinal,
      payload,
      ...rights,
    });
  });
}
