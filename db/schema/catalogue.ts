import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { institution, person } from './identity.ts';

export const occupation = pgTable('occupation', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** Of the national occupation classification. */
  code: text('code').notNull(),
  /** The common module: its lessons serve every course and are counted once (P017); it is no occupation of P013. */
  isShared: boolean('is_shared').notNull().default(false),
});

/** A course of an occupation at one level, after a national standard (P018, P077). Its modules are edited; what classes get is a version. */
export const course = pgTable('course', {
  id: uuid('id').primaryKey().defaultRandom(),
  occupationId: text('occupation_id')
    .notNull()
    .references(() => occupation.id),
  title: text('title').notNull(),
  level: text('level').notNull(),
  /** Whose it is; null: the platform's own. */
  institutionId: uuid('institution_id').references(() => institution.id),
  standardName: text('standard_name'),
  standardYear: integer('standard_year'),
  standardCode: text('standard_code'),
  /** Work contents of the standard with their weight in the theory examination, per cent; null: not public. */
  standardItems: jsonb('standard_items').$type<StandardItem[]>().notNull().default([]),
  /** False until somebody compared it with the published text. */
  isStandardVerified: boolean('is_standard_verified').notNull().default(false),
  programmeHours: integer('programme_hours'),
});

/** A work content of a national standard. */
export type StandardItem = { name: string; theoryWeightPct: number | null };

/** A module of a course as it is being written. */
export const courseModule = pgTable(
  'course_module',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    courseId: uuid('course_id')
      .notNull()
      .references(() => course.id),
    ordinal: integer('ordinal').notNull(),
    name: text('name').notNull(),
  },
  (t) => [index('course_module_order').on(t.courseId, t.ordinal)],
);

/** A lesson in a module; a shared lesson stands in many. */
export const moduleLesson = pgTable(
  'module_lesson',
  {
    moduleId: uuid('module_id')
      .notNull()
      .references(() => courseModule.id),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lesson.id),
    ordinal: integer('ordinal').notNull(),
  },
  (t) => [primaryKey({ columns: [t.moduleId, t.lessonId] })],
);

/** An order of lessons that never changes; a class studies the version it was given (P008). */
export const courseVersion = pgTable(
  'course_version',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    courseId: uuid('course_id')
      .notNull()
      .references(() => course.id),
    number: integer('number').notNull(),
    releasedBy: uuid('released_by').references(() => person.id),
    releasedAt: at('released_at').notNull().defaultNow(),
  },
  (t) => [unique('course_version_number').on(t.courseId, t.number)],
);

export const lesson = pgTable(
  'lesson',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    occupationId: text('occupation_id')
      .notNull()
      .references(() => occupation.id),
    /** Names the script: media-pipeline/courses/<occupation>/<slug>.md */
    slug: text('slug').notNull(),
    title: text('title').notNull(),
    /** Whose it is; null: the platform's own. */
    institutionId: uuid('institution_id').references(() => institution.id),
    /** The work content of the standard that it teaches (P077). */
    standardItem: text('standard_item'),
    /** Topic tags (P093–P097), by the names of app/catalogue/topic-tags.ts. */
    tags: text('tags').array().notNull().default([]),
    /** What the outline asks, never counted as minutes. */
    plannedMinutes: integer('planned_minutes'),
  },
  (t) => [unique('lesson_slug').on(t.occupationId, t.slug)],
);

/** Lesson `ordinal` (1, 2, 3 …) of a course version. */
export const courseLesson = pgTable(
  'course_lesson',
  {
    courseVersionId: uuid('course_version_id')
      .notNull()
      .references(() => courseVersion.id),
    ordinal: integer('ordinal').notNull(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lesson.id),
    moduleName: text('module_name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseVersionId, t.ordinal] })],
);
