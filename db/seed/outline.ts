import { existsSync, readFileSync } from 'node:fs';
import { outlineWire, type Outline } from '../../media-pipeline/checks/outline.ts';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { readScript } from '../../media-pipeline/read-script.ts';
import type { Sql, SqlTx } from '../client.ts';
import { demoId } from './demo-id.ts';
import { enterPlatform, platformInstitutionId } from './platform.ts';

const folder = new URL('../../media-pipeline/courses/', import.meta.url);

/** What a course of the outline is known by on every machine. */
export const outlineCourseId = (occupationId: string) => demoId(`outline course ${occupationId}`);

type LessonRow = {
  occupationId: string;
  slug: string;
  title: string;
  minutes: number;
  item: string | null;
  tags: string[];
};
type Place = { courseId: string; moduleId: string; occupationId: string; slug: string; ordinal: number };

/**
 * Enters the launch catalogue as outlines: occupations, the platform's courses with their modules, every lesson with its
 * planned minutes; the lessons of the common module are the same rows in every course (P013, P017, P018). Authors see
 * them, nobody counts them. Adds only what is missing: what authors changed since stays, and a lesson that is already
 * there gets its planned minutes, its topics and its work content; a standard that nobody has read is no longer said to
 * be, and a made-up code (…-xx) goes. May be called at any time; takes well under a second.
 */
export async function enterOutline({ sql }: { sql: Sql }): Promise<void> {
  const outline = outlineWire.parse(JSON.parse(readFileSync(new URL('outline.json', folder), 'utf8')));
  const lessons = listLessons(outline);
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('catalogue outline'))`;
    await enterPlatform(tx);
    await enterOccupations(tx, outline);
    const newLessons = await enterLessons(tx, lessons);
    const newCourses = await enterCourses(tx, outline);
    await placeLessons(tx, outline, newCourses, newLessons);
  });
}

/** Topics and work content as the script of a lesson names them; null: none is written, or it is not finished. */
function readHead(occupationId: string, slug: string): Pick<LessonRow, 'item' | 'tags'> | null {
  const script = new URL(`${occupationId}/${slug}.md`, folder);
  if (!existsSync(script)) return null;
  try {
    const { standard, tags } = readScript(readFileSync(script, 'utf8'));
    return { item: standard?.item ?? null, tags };
  } catch (error) {
    if (error instanceof PlainFailure) return null;
    throw error;
  }
}

/** A module that has the name of a work content teaches it, until a script says more. */
function listLessons({ common, courses }: Outline): LessonRow[] {
  const row = (
    occupationId: string,
    item: string | null,
    one: { slug: string; title: string; minutes: number },
  ) => ({
    ...{ occupationId, ...one },
    ...(readHead(occupationId, one.slug) ?? { item, tags: [] }),
  });
  return [
    ...common.lessons.map((one) => row(common.folder, null, one)),
    ...courses.flatMap(({ folder: id, standard, modules }) =>
      modules.flatMap(({ name, lessons }) => {
        const item = standard.items.some((content) => content.name === name) ? name : null;
        return lessons.map((one) => row(id, item, one));
      }),
    ),
  ];
}

async function enterOccupations(tx: SqlTx, { common, courses }: Outline): Promise<void> {
  const rows = [
    { id: common.folder, name: common.name, code: '', isShared: true },
    ...courses.map((one) => ({
      id: one.folder,
      name: one.occupation,
      code: one.standard.code,
      isShared: false,
    })),
  ];
  await tx`insert into occupation (id, name, code, is_shared)
    select id, name, code, "isShared"
    from jsonb_to_recordset(${tx.json(rows)}) as r(id text, name text, code text, "isShared" boolean)
    on conflict (id) do update set code = excluded.code where occupation.code like '%-xx'`;
}

/** Answers the ids of those that were not there. */
async function enterLessons(tx: SqlTx, rows: LessonRow[]): Promise<string[]> {
  const entered = await tx<{ id: string; isNew: boolean }[]>`
    insert into lesson (occupation_id, slug, title, institution_id, standard_item, tags, planned_minutes)
    select "occupationId", slug, title, ${platformInstitutionId}, item, tags, minutes
    from jsonb_to_recordset(${tx.json(rows)})
      as r("occupationId" text, slug text, title text, minutes integer, item text, tags text[])
    on conflict (occupation_id, slug) do update set
      planned_minutes = coalesce(lesson.planned_minutes, excluded.planned_minutes),
      tags = case when lesson.tags = '{}' then excluded.tags else lesson.tags end,
      standard_item = case when lesson.tags = '{}' and excluded.tags <> '{}' then excluded.standard_item
        else coalesce(lesson.standard_item, excluded.standard_item) end
    returning id, xmax = 0 as "isNew"`;
  return entered.filter(({ isNew }) => isNew).map(({ id }) => id);
}

/** Answers the ids of those that were not there. */
async function enterCourses(tx: SqlTx, { courses }: Outline): Promise<string[]> {
  const rows = courses.map(({ folder: id, occupation, level, programmeHours, standard }) => ({
    ...{ id: outlineCourseId(id), occupationId: id, title: occupation, level, programmeHours },
    ...{ name: standard.name, year: standard.year, code: standard.code, isVerified: standard.isVerified },
    items: standard.items.map((item) => ({ theoryWeightPct: null, ...item })),
  }));
  const entered = await tx<{ id: string; isNew: boolean }[]>`
    insert into course (id, occupation_id, title, level, institution_id, standard_name, standard_year, standard_code,
      standard_items, is_standard_verified, programme_hours)
    select id, "occupationId", title, level, ${platformInstitutionId}, name, year, code, items, "isVerified", "programmeHours"
    from jsonb_to_recordset(${tx.json(rows)}) as r(id uuid, "occupationId" text, title text, level text, name text,
      year integer, code text, items jsonb, "isVerified" boolean, "programmeHours" integer)
    on conflict (id) do update set standard_code = excluded.standard_code, is_standard_verified = false
      where course.standard_code like '%-xx'
        or (course.is_standard_verified and not excluded.is_standard_verified)
    returning id, xmax = 0 as "isNew"`;
  return entered.filter(({ isNew }) => isNew).map(({ id }) => id);
}

/** New courses get all their modules and lessons; in the others only lessons that are new to the outline are added. */
async function placeLessons(
  tx: SqlTx,
  { common, courses }: Outline,
  newCourses: string[],
  newLessons: string[],
): Promise<void> {
  const modules: { id: string; courseId: string; ordinal: number; name: string }[] = [];
  const places: Place[] = [];
  for (const course of courses) {
    const courseId = outlineCourseId(course.folder);
    const shared = { ...common, occupationId: common.folder };
    const own = course.modules.map((module) => ({ ...module, occupationId: course.folder }));
    for (const [i, { name, lessons, occupationId }] of [shared, ...own].entries()) {
      const moduleId = demoId(`outline module ${course.folder} ${name}`);
      modules.push({ id: moduleId, courseId, ordinal: i + 1, name });
      for (const [n, { slug }] of lessons.entries())
        places.push({ courseId, moduleId, occupationId, slug, ordinal: n + 1 });
    }
  }
  await tx`insert into course_module (id, course_id, ordinal, name)
    select id, "courseId", ordinal, name
    from jsonb_to_recordset(${tx.json(modules)}) as r(id uuid, "courseId" uuid, ordinal integer, name text)
    where "courseId" = any(${newCourses}::uuid[])`;
  await tx`insert into module_lesson (module_id, lesson_id, ordinal)
    select "moduleId", l.id, r.ordinal
    from jsonb_to_recordset(${tx.json(places)})
      as r("courseId" uuid, "moduleId" uuid, "occupationId" text, slug text, ordinal integer)
    join course_module m on m.id = r."moduleId"
    join lesson l on l.occupation_id = r."occupationId" and l.slug = r.slug
    where "courseId" = any(${newCourses}::uuid[]) or l.id = any(${newLessons}::uuid[])
    on conflict do nothing`;
}
