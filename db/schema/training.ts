import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { classStates } from '../../app/training/class-life.ts';
import { learnerCategories } from '../../app/training/learner-category.ts';
import { at } from './columns.ts';
import { courseVersion, lesson, videoVersion } from './catalogue.ts';
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

/**
 * A class: no study is credited before approval or outside its dates (P019). Its hours are whole class hours; the
 * database keeps them within the shares of its rule profile, whoever writes them (P001, P033).
 */
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
  state: text('state', { enum: classStates }).notNull().default('draft'),
  /** Grows with every edit: who edits an older one is told what changed. */
  revision: integer('revision').notNull().default(0),
  /** The county or city of the class, GB/T 2260; its bureau decides. */
  placeCode: text('place_code').notNull().default('410000'),
  isSubsidised: boolean('is_subsidised').notNull().default(true),
  onlineTheoryHours: integer('online_theory_hours').notNull().default(0),
  inPersonTheoryHours: integer('in_person_theory_hours').notNull().default(0),
  practiceHours: integer('practice_hours').notNull().default(0),
  workstations: integer('workstations').notNull().default(0),
});

/** A teacher of a class; enough of them for its learners (P029, P030). */
export const classTeacher = pgTable(
  'class_teacher',
  {
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    teacherId: uuid('teacher_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.classId, t.teacherId] })],
);

/** One step in the life of a class: who, when, why, and what was handed in (P019). Never changed. */
export const classStep = pgTable(
  'class_step',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    step: text('step').notNull(),
    state: text('state', { enum: classStates }).notNull(),
    actorId: uuid('actor_id')
      .notNull()
      .references(() => person.id),
    reason: text('reason'),
    /** What the step rests on: the parts of an application as they were handed in. */
    facts: jsonb('facts').notNull().default({}),
    at: at('at').notNull(),
  },
  (t) => [index('class_step_class').on(t.classId, t.at)],
);

/** What a learner told before the class, and what her subsidy hangs on (P020, P026–P028). */
export const intake = pgTable('intake', {
  enrolmentId: uuid('enrolment_id')
    .primaryKey()
    .references(() => enrolment.id),
  category: text('category', { enum: learnerCategories }).notNull(),
  employer: text('employer'),
  /** Occupation codes of the national classification. */
  postOccupationCode: text('post_occupation_code'),
  oldPostOccupationCode: text('old_post_occupation_code'),
  graduationYear: integer('graduation_year'),
  wantsTraining: boolean('wants_training'),
  wantsJob: boolean('wants_job'),
  isAble: boolean('is_able'),
  answeredAt: at('answered_at'),
});

/** The external assessment of a learner's project; without one the project stays open (P042). */
export const assessmentResult = pgTable('assessment_result', {
  enrolmentId: uuid('enrolment_id')
    .primaryKey()
    .references(() => enrolment.id),
  /** Day on which the assessment ended. */
  endedOn: date('ended_on').notNull(),
  isPassed: boolean('is_passed').notNull(),
  certificateNumber: text('certificate_number'),
  recordedBy: uuid('recorded_by')
    .notNull()
    .references(() => person.id),
  recordedAt: at('recorded_at').notNull(),
});

/** Standing of an institution over time: open ends are today's (P044, P060). */
export const institutionStanding = pgTable(
  'institution_standing',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    institutionId: uuid('institution_id')
      .notNull()
      .references(() => institution.id),
    standing: text('standing', { enum: ['normal', 'rectifying', 'barred'] }).notNull(),
    fromDay: date('from_day').notNull(),
    untilDay: date('until_day'),
    reason: text('reason').notNull(),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => person.id),
  },
  (t) => [index('institution_standing_institution').on(t.institutionId, t.fromDay)],
);

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
