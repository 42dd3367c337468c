import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
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
import { leaseFaces } from '../../app/presence/face-state.ts';
import {
  grantCauses,
  testEndReasons,
  type BankedQuestion,
  type PaperQuestion,
  type PaperRules,
} from '../../app/study/final-test/test-state.ts';
import { courseVersion } from './catalogue.ts';
import { at, bytes, ms } from './columns.ts';
import { person } from './identity.ts';
import { enrolment, trainingClass } from './training.ts';

/** A question bank as it was fixed: the same questions and weights, the same row. Never changed. */
export const testBank = pgTable('test_bank', {
  /** SHA-256 of `outline`. */
  sha256: bytes('sha256').primaryKey(),
  courseVersionId: uuid('course_version_id')
    .notNull()
    .references(() => courseVersion.id),
  /** Canonical JSON of what it holds, by hashes: an export carries it, and no word of a question with it. */
  outline: text('outline').notNull(),
  questions: jsonb('questions').$type<BankedQuestion[]>().notNull(),
  fixedAt: at('fixed_at').notNull(),
});

/** The bank that a class is tested from; a later one only when a video of the last was withdrawn. Never changed. */
export const classTestBank = pgTable(
  'class_test_bank',
  {
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    number: integer('number').notNull(),
    bankSha256: bytes('bank_sha256')
      .notNull()
      .references(() => testBank.sha256),
    fixedAt: at('fixed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.classId, t.number] })],
);

/**
 * One try at the final test: the paper, the one window that holds it, and what came of it. What was drawn never changes,
 * and nothing of it does once it was judged.
 */
export const testPaper = pgTable(
  'test_paper',
  {
    learnerId: uuid('learner_id').notNull(),
    id: uuid('id').notNull(),
    enrolmentId: uuid('enrolment_id')
      .notNull()
      .references(() => enrolment.id),
    /** 1 for the first try. */
    attempt: integer('attempt').notNull(),
    bankSha256: bytes('bank_sha256')
      .notNull()
      .references(() => testBank.sha256),
    /** What the log was told when it was drawn; `salt` opens it when it is judged. */
    paperSha256: bytes('paper_sha256').notNull(),
    salt: bytes('salt').notNull(),
    questions: jsonb('questions').$type<PaperQuestion[]>().notNull(),
    rules: jsonb('rules').$type<PaperRules>().notNull(),
    /** By what she was known when it was drawn (P007). */
    face: text('face', { enum: leaseFaces }).notNull(),
    faceId: uuid('face_id'),
    openedWallMs: ms('opened_wall_ms').notNull(),
    openedMonoMs: ms('opened_mono_ms').notNull(),
    openedBoot: text('opened_boot').notNull(),
    endsAt: at('ends_at').notNull(),
    fence: ms('fence').notNull(),
    windowId: text('window_id').notNull(),
    /** How many windows have held it. */
    windows: integer('windows').notNull().default(1),
    lastSeenAt: at('last_seen_at').notNull(),
    /** The photograph that is drawn or asked now; null: none is. */
    photoId: uuid('photo_id'),
    photoDueMs: ms('photo_due_ms').notNull(),
    photoDueAnswers: integer('photo_due_answers').notNull(),
    photoAskedWallMs: ms('photo_asked_wall_ms'),
    photoAskedMonoMs: ms('photo_asked_mono_ms'),
    photoAskedBoot: text('photo_asked_boot'),
    photosTaken: integer('photos_taken').notNull().default(0),
    photosMissed: integer('photos_missed').notNull().default(0),
    endedAt: at('ended_at'),
    endReason: text('end_reason', { enum: testEndReasons }),
    rightCount: integer('right_count'),
    isPassed: boolean('is_passed'),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.id] }),
    unique('test_paper_learner_id_enrolment_id_attempt_key').on(t.learnerId, t.enrolmentId, t.attempt),
    uniqueIndex('one_open_paper')
      .on(t.learnerId)
      .where(sql`ended_at is null`),
    index('test_paper_enrolment').on(t.enrolmentId),
    index('test_paper_ends')
      .on(t.endsAt)
      .where(sql`ended_at is null`),
  ],
);

/** What stands on a paper now; every change of it is in the log. */
export const testAnswer = pgTable(
  'test_answer',
  {
    learnerId: uuid('learner_id').notNull(),
    paperId: uuid('paper_id').notNull(),
    place: integer('place').notNull(),
    choice: integer('choice').notNull(),
    /** Window and number of the request: an older one changes nothing. */
    fence: ms('fence').notNull(),
    seq: integer('seq').notNull(),
    changes: integer('changes').notNull().default(0),
    answeredAt: at('answered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.paperId, t.place] }),
    foreignKey({ columns: [t.learnerId, t.paperId], foreignColumns: [testPaper.learnerId, testPaper.id] }),
  ],
);

/** One more try: a clerk gives it with a reason, a second person decides. Never changed after that. */
export const testGrant = pgTable(
  'test_grant',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: uuid('learner_id').notNull(),
    enrolmentId: uuid('enrolment_id')
      .notNull()
      .references(() => enrolment.id),
    cause: text('cause', { enum: grantCauses }).notNull(),
    reason: text('reason').notNull(),
    grantedBy: uuid('granted_by')
      .notNull()
      .references(() => person.id),
    grantedAt: at('granted_at').notNull(),
    decidedBy: uuid('decided_by').references(() => person.id),
    decidedAt: at('decided_at'),
    isConfirmed: boolean('is_confirmed'),
  },
  (t) => [
    uniqueIndex('one_waiting_grant')
      .on(t.enrolmentId)
      .where(sql`decided_by is null`),
    index('test_grant_enrolment').on(t.enrolmentId),
  ],
);
