import { sql } from 'drizzle-orm';
import {
  bigint,
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
import { at, bytes } from './columns.ts';
import { person } from './identity.ts';
import { enrolment, trainingClass } from './training.ts';

const classId = () =>
  uuid('class_id')
    .notNull()
    .references(() => trainingClass.id);
const sessionId = () =>
  uuid('session_id')
    .notNull()
    .references(() => classSession.id);
const enrolmentId = () =>
  uuid('enrolment_id')
    .notNull()
    .references(() => enrolment.id);
const by = (name: string) =>
  uuid(name)
    .notNull()
    .references(() => person.id);
const seq = () => bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity();

/** A session in person. Never deleted; the database keeps what it was before every change, and does not move one that was held. */
export const classSession = pgTable(
  'class_session',
  {
    id: uuid('id').primaryKey(),
    classId: classId(),
    day: date('day').notNull(),
    /** Minutes of the day in China. */
    fromMinute: integer('from_minute').notNull(),
    toMinute: integer('to_minute').notNull(),
    kind: text('kind', { enum: ['theory', 'practice'] }).notNull(),
    hours: integer('hours').notNull(),
    room: text('room').notNull(),
    teacherId: by('teacher_id'),
    /** The session that a make-up lesson is held for (P055). */
    makesUp: uuid('makes_up'),
    state: text('state', { enum: ['planned', 'cancelled'] })
      .notNull()
      .default('planned'),
    reason: text('reason').notNull().default(''),
    revision: integer('revision').notNull().default(0),
    changedBy: by('changed_by'),
    changedAt: at('changed_at').notNull(),
  },
  (t) => [
    index('class_session_class').on(t.classId, t.day),
    index('class_session_teacher').on(t.teacherId, t.day),
  ],
);

/** A session as it was before a change. Never changed. */
export const classSessionPast = pgTable(
  'class_session_past',
  { sessionId: sessionId(), revision: integer('revision').notNull(), was: jsonb('was').notNull() },
  (t) => [primaryKey({ columns: [t.sessionId, t.revision] })],
);

/** The learners of a make-up lesson, and why each was missing (P055). Never changed. */
export const sessionLearner = pgTable(
  'session_learner',
  { sessionId: sessionId(), enrolmentId: enrolmentId(), reason: text('reason').notNull() },
  (t) => [primaryKey({ columns: [t.sessionId, t.enrolmentId] })],
);

/** Who was there, as it was taken by hand or by a device (P049). Never changed: a correction is a sheet of its own. */
export const attendanceSheet = pgTable(
  'attendance_sheet',
  {
    id: uuid('id').primaryKey(),
    sessionId: sessionId(),
    source: text('source', { enum: ['hand', 'device'] }).notNull(),
    fileSha256: text('file_sha256'),
    reason: text('reason').notNull().default(''),
    takenBy: by('taken_by'),
    takenAt: at('taken_at').notNull(),
    seq: seq(),
  },
  (t) => [index('attendance_sheet_session').on(t.sessionId, t.seq)],
);

/** One learner on a sheet; `spans`: from and to in turn, seconds of the day in China. Never changed. */
export const attendanceEntry = pgTable(
  'attendance_entry',
  {
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => attendanceSheet.id),
    enrolmentId: enrolmentId(),
    state: text('state', { enum: ['present', 'late', 'absent'] }).notNull(),
    spans: integer('spans').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sheetId, t.enrolmentId] }),
    index('attendance_entry_enrolment').on(t.enrolmentId),
  ],
);

/** What a second person said of a sheet that was taken by hand. Never changed. */
export const attendanceOutcome = pgTable('attendance_outcome', {
  sheetId: uuid('sheet_id')
    .primaryKey()
    .references(() => attendanceSheet.id),
  outcome: text('outcome', { enum: ['confirmed', 'declined'] }).notNull(),
  decidedBy: by('decided_by'),
  decidedAt: at('decided_at').notNull(),
});

/** One piece of recording without a break, and how many learners it shows (P051–P053). Never changed. */
export const sessionRecording = pgTable(
  'session_recording',
  {
    id: uuid('id').primaryKey(),
    classId: classId(),
    sessionId: sessionId(),
    /** Where it is kept, or by which device. */
    keptAt: text('kept_at').notNull(),
    fromS: integer('from_s').notNull(),
    toS: integer('to_s').notNull(),
    sha256: text('sha256'),
    visible: integer('visible').notNull(),
    recordedBy: by('recorded_by'),
    recordedAt: at('recorded_at').notNull(),
    seq: seq(),
  },
  (t) => [
    unique('recording_once').on(t.sessionId, t.keptAt, t.fromS, t.toS),
    uniqueIndex('recording_bytes_once')
      .on(t.sha256)
      .where(sql`sha256 IS NOT NULL`),
    index('session_recording_class').on(t.classId),
  ],
);

/** What the subsidy of a class hangs on; the last word counts, and only a bureau lifts (P053). Never changed. */
export const classSubsidyFact = pgTable(
  'class_subsidy_fact',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    classId: classId(),
    kind: text('kind', { enum: ['cancelled', 'lifted'] }).notNull(),
    clause: text('clause').notNull(),
    reason: text('reason').notNull().default(''),
    /** Null: the rule itself. */
    decidedBy: uuid('decided_by').references(() => person.id),
    at: at('at').notNull(),
    seq: seq(),
  },
  (t) => [index('class_subsidy_fact_class').on(t.classId, t.seq)],
);

/** Whose number on a sign-in device it is. */
export const deviceNumber = pgTable(
  'device_number',
  { classId: classId(), number: text('number').notNull(), enrolmentId: enrolmentId() },
  (t) => [primaryKey({ columns: [t.classId, t.number] })],
);

/** The file of a device on its way in; sealed until it is confirmed, dropped or too old. */
export const attendanceImport = pgTable(
  'attendance_import',
  {
    id: uuid('id').primaryKey(),
    classId: classId(),
    createdBy: by('created_by'),
    state: text('state', { enum: ['open', 'confirmed', 'dropped', 'expired'] })
      .notNull()
      .default('open'),
    fileSha256: text('file_sha256').notNull(),
    rowsSealed: bytes('rows_sealed'),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    confirmedCount: integer('confirmed_count'),
  },
  (t) => [
    uniqueIndex('attendance_import_open')
      .on(t.classId, t.createdBy)
      .where(sql`state = 'open'`),
    index('attendance_import_expires')
      .on(t.expiresAt)
      .where(sql`state = 'open'`),
  ],
);
