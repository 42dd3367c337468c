import { date, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { courseVersion, lesson } from './catalogue.ts';
import { videoVersion } from './version.ts';
import { institution, person } from './identity.ts';

/** Rules of a place, class type and period, with their source; parameters are checked by app/training/rule-profile.ts. */
export const ruleProfile = pgTable('rule_profile', {
  id: uuid('id').primaryKey().defaultRandom(),
  placeCode: text('place_code').notNull(),
  classType: text('class_type').notNull(),
  validFrom: date('valid_from').notNull(),
  validTo: date('valid_to').notNull(),
  sourceDocument: text('source_document').notNull(),
  parameters: jsonb('parameters').notNull(),
});

/** A class: no study is credited before approval or outside its dates (P019). */
export const trainingClass = pgTable('training_class', {
  id: uuid('id').primaryKey().defaultRandom(),
  institutionId: uuid('institution_id')
    .notNull()
    .references(() => institution.id),
  title: text('title').notNull(),
  courseVersionId: uuid('course_version_id')
    .notNull()
    .references(() => courseVersion.id),
  ruleProfileId: uuid('rule_profile_id')
    .notNull()
    .references(() => ruleProfile.id),
  startsOn: date('starts_on').notNull(),
  endsOn: date('ends_on').notNull(),
  approvedAt: at('approved_at'),
});

/** One learner in one class. */
export const enrolment = pgTable(
  'enrolment',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: uuid('learner_id')
      .notNull()
      .references(() => person.id),
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    enrolledAt: at('enrolled_at').notNull().defaultNow(),
  },
  (t) => [unique('enrolment_once').on(t.learnerId, t.classId)],
);

/** The video version that a class was given for a lesson: a later one changes nothing for it, unless this one is withdrawn (A14). */
export const classVideo = pgTable(
  'class_video',
  {
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lesson.id),
    videoVersionId: uuid('video_version_id')
      .notNull()
      .references(() => videoVersion.id),
    givenAt: at('given_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.classId, t.lessonId] })],
);
