import { bigint, boolean, date, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { batchStates, batchSteps } from '../../app/training/subsidy/batch-life.ts';
import { at, bytes } from './columns.ts';
import { institution, person } from './identity.ts';
import { enrolment, trainingClass } from './training.ts';

const batchId = () =>
  uuid('batch_id')
    .notNull()
    .references(() => subsidyBatch.id);

/** A bureau's list of a month: who is to get a subsidy (P079–P081). The database holds its life. */
export const subsidyBatch = pgTable(
  'subsidy_batch',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    bureauId: uuid('bureau_id')
      .notNull()
      .references(() => institution.id),
    /** YYYY-MM */
    month: text('month').notNull(),
    state: text('state', { enum: batchStates }).notNull().default('drawn'),
    publicityDays: integer('publicity_days').notNull(),
    reviewersMin: integer('reviewers_min').notNull(),
    drawnAt: at('drawn_at').notNull(),
    fromDay: date('from_day'),
    /** The last day of the publicity. */
    untilDay: date('until_day'),
    completedBy: uuid('completed_by').references(() => person.id),
    completedAt: at('completed_at'),
    /** By the finance bureau, under its document. */
    confirmedOn: date('confirmed_on'),
    confirmedDocument: text('confirmed_document'),
  },
  (t) => [
    unique('subsidy_batch_month').on(t.bureauId, t.month),
    unique('subsidy_document_once').on(t.bureauId, t.confirmedDocument),
  ],
);

/** One learner of a list as it is signed for; in one list, ever. */
export const subsidyEntry = pgTable(
  'subsidy_entry',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    batchId: batchId(),
    number: integer('number').notNull(),
    enrolmentId: uuid('enrolment_id')
      .notNull()
      .references(() => enrolment.id)
      .unique('subsidy_entry_once'),
    /** Null: no clause limits it, and its bureau has not typed it yet; never in a published list. */
    amountYuan: integer('amount_yuan'),
    name: text('name').notNull(),
    idEnding: text('id_ending').notNull(),
    institution: text('institution').notNull(),
    classTitle: text('class_title').notNull(),
    occupation: text('occupation').notNull(),
    level: text('level').notNull(),
    certificateNumber: text('certificate_number').notNull(),
    endedOn: date('ended_on').notNull(),
    struckAt: at('struck_at'),
    struckReason: text('struck_reason'),
  },
  (t) => [unique('subsidy_entry_number').on(t.batchId, t.number)],
);

/** What was done with a list, by whom, with the hash of the list after it. Never changed. */
export const subsidyStep = pgTable(
  'subsidy_step',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    batchId: batchId(),
    step: text('step', { enum: batchSteps }).notNull(),
    actorId: uuid('actor_id')
      .notNull()
      .references(() => person.id),
    contentSha256: text('content_sha256').notNull(),
    reason: text('reason'),
    at: at('at').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  },
  (t) => [index('subsidy_step_batch').on(t.batchId, t.seq)],
);

/** A reviewer's signature for exactly this list (P079). Never changed. */
export const subsidySignature = pgTable(
  'subsidy_signature',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    batchId: batchId(),
    signedBy: uuid('signed_by')
      .notNull()
      .references(() => person.id),
    signedName: text('signed_name').notNull(),
    contentSha256: text('content_sha256').notNull(),
    signedAt: at('signed_at').notNull(),
  },
  (t) => [unique('subsidy_signed_once').on(t.batchId, t.contentSha256, t.signedBy)],
);

/** What somebody says against a published list, and the bureau's answer (P080). */
export const subsidyObjection = pgTable(
  'subsidy_objection',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    batchId: batchId(),
    entryId: uuid('entry_id').references(() => subsidyEntry.id),
    words: text('words').notNull(),
    contactSealed: bytes('contact_sealed'),
    /** Of the network it came from, keyed by the day: for the limit alone. */
    placeDigest: bytes('place_digest').notNull(),
    sentAt: at('sent_at').notNull(),
    isUpheld: boolean('is_upheld'),
    answer: text('answer'),
    answeredBy: uuid('answered_by').references(() => person.id),
    answeredAt: at('answered_at'),
  },
  (t) => [
    index('subsidy_objection_batch').on(t.batchId, t.sentAt),
    index('subsidy_objection_place').on(t.placeDigest),
  ],
);

/** An electronic training voucher: of one person, for one class; its worth is told by the certificate (P082, P083). Never changed. */
export const voucher = pgTable(
  'voucher',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    number: text('number').notNull().unique(),
    learnerId: uuid('learner_id')
      .notNull()
      .references(() => person.id),
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    /** Without a reference: it may be gone, and then the voucher is void. */
    enrolmentId: uuid('enrolment_id').notNull(),
    idNumberDigest: bytes('id_number_digest').notNull(),
    issuedAt: at('issued_at').notNull(),
  },
  (t) => [unique('voucher_once').on(t.learnerId, t.classId), index('voucher_class').on(t.classId)],
);
