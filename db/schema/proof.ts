import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { proofFaults } from '../../app/training/proof/compare-proof.ts';
import { at, bytes } from './columns.ts';
import { person } from './identity.ts';
import { enrolment, trainingClass } from './training.ts';

const personId = (name: string) =>
  uuid(name)
    .notNull()
    .references(() => person.id);
const enrolmentId = () => uuid('enrolment_id').references(() => enrolment.id);

/** The bureau's word on a class hour under a clerk's witness; the last one counts (P007). Never changed. */
export const hourDecision = pgTable(
  'hour_decision',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: personId('learner_id'),
    enrolmentId: enrolmentId().notNull(),
    /** From 0, as the ledger counts them. */
    classHour: integer('class_hour').notNull(),
    isAccepted: boolean('is_accepted').notNull(),
    reason: text('reason').notNull(),
    decidedBy: personId('decided_by'),
    decidedAt: at('decided_at').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  },
  (t) => [index('hour_decision_enrolment').on(t.enrolmentId, t.classHour, t.seq)],
);

/** The last number that a place gave in a year. */
export const proofSerial = pgTable(
  'proof_serial',
  {
    placeCode: text('place_code').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeCode, t.year] })],
);

/** A study proof: computed, signed, one that stands for a learner and class. Never changed. */
export const studyProof = pgTable(
  'study_proof',
  {
    number: text('number').primaryKey(),
    learnerId: personId('learner_id'),
    enrolmentId: enrolmentId().notNull(),
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    /** Canonical JSON, exactly the bytes that were signed. */
    body: text('body').notNull(),
    signature: bytes('signature').notNull(),
    keyVersion: integer('key_version').notNull(),
    onlineHours: integer('online_hours').notNull(),
    inPersonTheoryHours: integer('in_person_theory_hours').notNull(),
    practiceHours: integer('practice_hours').notNull(),
    onlineTheoryMaxPct: integer('online_theory_max_pct').notNull(),
    practicalMinPct: integer('practical_min_pct').notNull(),
    issuedBy: personId('issued_by'),
    issuedAt: at('issued_at').notNull(),
    /** The void proof in whose stead it stands; null: the first of its place. */
    replaces: text('replaces').unique('study_proof_replaces_once'),
  },
  (t) => [
    index('study_proof_class').on(t.classId),
    index('study_proof_enrolment').on(t.enrolmentId),
    uniqueIndex('study_proof_once')
      .on(t.enrolmentId)
      .where(sql`replaces IS NULL`),
  ],
);

/** That a proof is void, and why. Never changed; the public is told the day. */
export const proofRevocation = pgTable('proof_revocation', {
  number: text('number')
    .primaryKey()
    .references(() => studyProof.number),
  reason: text('reason').notNull(),
  revokedBy: personId('revoked_by'),
  revokedAt: at('revoked_at').notNull(),
});

/** The bureau's word that the cause for which a proof is void is mended: it may be issued again. Never changed. */
export const proofMended = pgTable('proof_mended', {
  number: text('number')
    .primaryKey()
    .references(() => proofRevocation.number),
  reason: text('reason').notNull(),
  decidedBy: personId('decided_by'),
  decidedAt: at('decided_at').notNull(),
});

/** Whether a proof still matches the ledger, as the worker compared them last. */
export const proofCheck = pgTable('proof_check', {
  number: text('number')
    .primaryKey()
    .references(() => studyProof.number),
  checkedAt: at('checked_at').notNull(),
  fault: text('fault', { enum: proofFaults }),
});

/** A question about a proof by number and last four digits (H09). Forgotten after a day. */
export const proofTry = pgTable(
  'proof_try',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    number: text('number').notNull(),
    address: text('address').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    index('proof_try_number').on(t.number, t.at),
    index('proof_try_address').on(t.address, t.at),
    index('proof_try_at').on(t.at),
  ],
);
