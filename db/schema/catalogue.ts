import { integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { at, bytes, ms } from './columns.ts';

export const occupation = pgTable('occupation', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  code: text('code').notNull(),
});

export const course = pgTable('course', {
  id: uuid('id').primaryKey().defaultRandom(),
  occupationId: text('occupation_id')
    .notNull()
    .references(() => occupation.id),
  title: text('title').notNull(),
  level: text('level').notNull(),
});

/** An order of lessons that never changes; a class studies the version it was given (P008). */
export const courseVersion = pgTable('course_version', {
  id: uuid('id').primaryKey().defaultRandom(),
  courseId: uuid('course_id')
    .notNull()
    .references(() => course.id),
  number: integer('number').notNull(),
});

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

export const videoStates = [
  'processing',
  'processed',
  'approved',
  'published',
  'withdrawn',
  'failed',
] as const;
export type VideoState = (typeof videoStates)[number];

/** One rung of the HLS ladder as it was measured after encryption. */
export type Rendition = {
  name: '240p' | '360p' | '720p';
  bandwidth: number;
  width: number;
  height: number;
  codecs: string;
  /** Duration of every segment in ms, in order; segment n is `<name>/<n>.ts`. */
  segmentsMs: number[];
};

/** The exact bytes learners get. Immutable once processed (P011, I-A14). */
export const videoVersion = pgTable(
  'video_version',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lesson.id),
    number: integer('number').notNull(),
    state: text('state', { enum: videoStates }).notNull(),
    /** What the worker is doing now, and how far it is, 0–100. */
    step: text('step').notNull().default('waiting'),
    stepPct: integer('step_pct').notNull().default(0),
    failure: text('failure'),
    /** Creditable length: the shortest rendition as measured, floored, less 300 ms for container rounding. */
    durationMs: ms('duration_ms'),
    renditions: jsonb('renditions').$type<Rendition[]>(),
    /** Segments a key group: 30 s of media share one key. */
    groupMs: integer('group_ms').notNull().default(30_000),
    segmentMs: integer('segment_ms').notNull().default(4_000),
    /** 32-byte content key sealed by the master key; group keys are derived from it. */
    contentKeySealed: bytes('content_key_sealed'),
    /** SHA-256 over the sorted list of (path, SHA-256) of everything learners can fetch. */
    contentSha256: bytes('content_sha256'),
    approvalDocument: text('approval_document'),
    approvedAt: at('approved_at'),
    publishedAt: at('published_at'),
  },
  (t) => [unique('video_version_number').on(t.lessonId, t.number)],
);

/** A one-tap question about what was just said; belongs to the approved bytes. */
export const controlQuestion = pgTable('control_question', {
  id: uuid('id').primaryKey().defaultRandom(),
  videoVersionId: uuid('video_version_id')
    .notNull()
    .references(() => videoVersion.id),
  /** May be asked once the frontier is here. */
  fromMs: ms('from_ms').notNull(),
  ask: text('ask').notNull(),
  right: text('right').notNull(),
  wrong: text('wrong').array().notNull(),
  /** Blob of the spoken prompt (MP3). */
  audioBlob: text('audio_blob').notNull(),
});
