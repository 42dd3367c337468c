import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { classStates } from '../../app/training/class-life.ts';
import { learnerCategories } from '../../app/training/learner-category.ts';
import { schoolKinds } from '../../app/training/roster/read-category.ts';
import { at, bytes } from './columns.ts';
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
  /** Under which the class stands in the provincial system (P022). */
  provincialReference: text('provincial_reference'),
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
    /** In the order in which they were taken, whatever a clock says. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
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
  schoolKind: text('school_kind', { enum: schoolKinds }),
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
    decidedAt: at('decided_at').notNull().defaultNow(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
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

/** A roster on its way into a class. Its rows are sealed and kept until it is confirmed, dropped or too old (P058). */
export const rosterImport = pgTable(
  'roster_import',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => person.id),
    state: text('state', { enum: ['open', 'confirmed', 'dropped', 'expired'] })
      .notNull()
      .default('open'),
    /** Grows with every correction: what is confirmed is what was seen. */
    revision: integer('revision').notNull().default(0),
    rowsSealed: bytes('rows_sealed'),
    rowsLeft: integer('rows_left').notNull().default(0),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    /** The revision that was confirmed last, and how many it brought: a second press brings nobody twice. */
    confirmedRevision: integer('confirmed_revision'),
    confirmedCount: integer('confirmed_count'),
  },
  (t) => [
    uniqueIndex('roster_import_open')
      .on(t.classId, t.createdBy)
      .where(sql`state = 'open'`),
    index('roster_import_expires')
      .on(t.expiresAt)
      .where(sql`state = 'open'`),
  ],
);

/** The first sign-in code of a learner, sealed, for the printed sheet; the database erases it once she has a password. */
export const firstCode = pgTable('first_code', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  codeSealed: bytes('code_sealed').notNull(),
  createdAt: at('created_at').notNull(),
});
