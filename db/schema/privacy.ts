import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { caseDecisions, caseKinds } from '../../app/presence/face-state.ts';
import { at } from './columns.ts';

/** Consent to face data: given, declined, withdrawn. Append-only; the newest row counts. */
export const faceConsent = pgTable(
  'face_consent',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: uuid('learner_id').notNull(),
    action: text('action', { enum: ['given', 'declined', 'withdrawn'] }).notNull(),
    /** Version of the text that was shown and spoken. */
    version: text('version').notNull(),
    channel: text('channel', { enum: ['own_device', 'desk'] }).notNull(),
    userAgent: text('user_agent').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('face_consent_learner').on(t.learnerId, t.at)],
);

/** Something that a person has to look at and decide: the clerk's to-do and the review queue. */
export const faceCase = pgTable(
  'face_case',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: uuid('learner_id').notNull(),
    institutionId: uuid('institution_id').notNull(),
    kind: text('kind', { enum: caseKinds }).notNull(),
    subjectKind: text('subject_kind', { enum: ['challenge', 'snapshot', 'reference'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** The other account of one face; its own case names this one. */
    otherLearnerId: uuid('other_learner_id'),
    /** The learner's words when she contests. */
    words: text('words'),
    openedAt: at('opened_at').notNull(),
    decision: text('decision', { enum: caseDecisions }),
    decidedBy: uuid('decided_by'),
    decidedAt: at('decided_at'),
    /** Why, in the decider's words; shown to the learner. */
    reason: text('reason'),
    seenByLearnerAt: at('seen_by_learner_at'),
  },
  (t) => [
    index('face_case_open')
      .on(t.institutionId, t.openedAt)
      .where(sql`decided_at is null`),
    index('face_case_learner').on(t.learnerId, t.openedAt),
    uniqueIndex('face_case_once')
      .on(t.kind, t.subjectId)
      .where(sql`decided_at is null`),
  ],
);

/** What of a learner's face data was deleted, when and why. Append-only. */
export const erasure = pgTable(
  'erasure',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: uuid('learner_id').notNull(),
    what: text('what', { enum: ['frames', 'snapshots', 'references', 'key'] }).notNull(),
    count: integer('count').notNull(),
    why: text('why', { enum: ['appeal_over', 'retention_over', 'consent_withdrawn'] }).notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('erasure_learner').on(t.learnerId, t.at)],
);

/** The register of impact assessments: a change of model or threshold asks for a new one. */
export const impactAssessment = pgTable('impact_assessment', {
  id: uuid('id').primaryKey().defaultRandom(),
  version: text('version').notNull().unique(),
  modelId: text('model_id').notNull(),
  thresholds: jsonb('thresholds').notNull(),
  assessedOn: date('assessed_on').notNull(),
  assessedBy: uuid('assessed_by'),
  summary: text('summary').notNull(),
  enteredAt: at('entered_at').notNull(),
});
