import type { Sql } from '../../../db/client.ts';
import type { VideoState } from '../../approval/version-life.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readQuestionBank } from '../read-question-bank.server.ts';
import type { PlannedLesson } from './check-course.ts';
import { readOffered, type LessonOffered } from './edit-lessons.server.ts';
import { ownerOf, type CatalogueAuthor } from './own-course.server.ts';
import type { ItemWritten } from './read-standard-items.ts';

/** A lesson in a course as its authors see it. */
export type LessonPlanned = PlannedLesson & {
  id: string;
  /** Of the common module: counted once, wherever it stands. */
  isShared: boolean;
  /** Belongs to the author's institution: it may be described and opened. */
  mine: boolean;
  /** A released version of this course holds it. */
  isReleased: boolean;
  /** Its published version was approved for a demonstration only, by no office. */
  isDemo: boolean;
  /** Of its newest version; null: it is an outline. */
  state: VideoState | null;
};

export type ModulePlanned = { id: string; name: string; lessons: LessonPlanned[] };

/** A course with everything its authors look at. */
export type CoursePlan = {
  id: string;
  occupation: string;
  title: string;
  level: string;
  institution: string;
  mine: boolean;
  standardName: string | null;
  standardYear: number | null;
  standardCode: string | null;
  standardItems: ItemWritten[];
  isStandardVerified: boolean;
  programmeHours: number | null;
  released: { id: string; number: number; lessons: number; atMs: number } | null;
  /** Questions in the bank of the newest released version (P076). */
  bankQuestions: number;
  modules: ModulePlanned[];
  offered: LessonOffered[];
};

type Head = Omit<CoursePlan, 'released' | 'bankQuestions' | 'modules' | 'offered'>;
type Row = LessonPlanned & { moduleId: string; moduleName: string };

/** Reads a course of the author's institution or of the platform; others' are not found. Throws `not_found`. */
export async function readCoursePlan(
  sql: Sql,
  courseId: string,
  author: CatalogueAuthor,
): Promise<CoursePlan> {
  const { institutionId } = author;
  const [course] = await sql<Head[]>`
    select c.id, o.name as occupation, c.title, c.level, coalesce(i.name, '') as institution,
      coalesce(i.id = ${institutionId}, false) as mine, c.standard_name as "standardName",
      c.standard_year as "standardYear", c.standard_code as "standardCode", c.standard_items as "standardItems",
      c.is_standard_verified as "isStandardVerified", c.programme_hours as "programmeHours"
    from course c join occupation o on o.id = c.occupation_id
    left join institution i on i.id = ${ownerOf(sql, 'c.institution_id')}
    where c.id = ${courseId} and (i.id is null or i.id = ${institutionId} or i.kind = 'platform')`;
  if (!course) throw new Refusal('not_found');
  const [rows, [released], offered] = await Promise.all([
    readRows(sql, courseId, institutionId),
    sql<NonNullable<CoursePlan['released']>[]>`
      select v.id, v.number, floor(extract(epoch from v.released_at) * 1000)::bigint as "atMs",
        (select count(*) from course_lesson cl where cl.course_version_id = v.id)::int as lessons
      from course_version v where v.course_id = ${courseId} order by v.number desc limit 1`,
    course.mine ? readOffered(sql, courseId, author) : [],
  ]);
  const modules = new Map<string, ModulePlanned>();
  for (const { moduleId, moduleName, ...lesson } of rows) {
    const module = modules.get(moduleId) ?? { id: moduleId, name: moduleName, lessons: [] };
    modules.set(moduleId, module);
    if (lesson.id !== null) module.lessons.push(lesson);
  }
  const bankQuestions = released ? (await readQuestionBank(sql, released.id)).length : 0;
  return { ...course, released: released ?? null, bankQuestions, modules: [...modules.values()], offered };
}

/** One row a lesson; a module without lessons has one whose lesson id is null. */
async function readRows(sql: Sql, courseId: string, institutionId: string): Promise<Row[]> {
  return sql<Row[]>`
    select m.id as "moduleId", m.name as "moduleName", l.id, l.title, coalesce(l.tags, '{}') as tags,
      l.standard_item as "standardItem", l.planned_minutes as "plannedMinutes",
      coalesce(o.is_shared, false) as "isShared",
      coalesce(${ownerOf(sql, 'l.institution_id')} = ${institutionId}, false) as mine,
      exists (select 1 from course_lesson cl join course_version cv on cv.id = cl.course_version_id
        where cv.course_id = m.course_id and cl.lesson_id = l.id) as "isReleased",
      (select v.duration_ms from video_version v where v.lesson_id = l.id and v.state = 'published'
        order by v.number desc limit 1) as "publishedMs",
      coalesce((select v.approval_document like '%演示%' from video_version v
        where v.lesson_id = l.id and v.state = 'published' order by v.number desc limit 1), false) as "isDemo",
      (select v.state from video_version v where v.lesson_id = l.id order by v.number desc limit 1) as state
    from course_module m
    left join module_lesson ml on ml.module_id = m.id
    left join lesson l on l.id = ml.lesson_id
    left join occupation o on o.id = l.occupation_id
    where m.course_id = ${courseId} order by m.ordinal, m.id, ml.ordinal, l.id`;
}
