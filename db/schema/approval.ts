import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { reviewDecisions, type Checklist } from '../../app/approval/review-rules.ts';
import { at, bytes, ms } from './columns.ts';
import { videoVersion } from './version.ts';
import { institution, person } from './identity.ts';

/** One reviewer's word on one version: the exact bytes, the list that was gone through, the document or the reason. */
export const versionReview = pgTable(
  'version_review',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    videoVersionId: uuid('video_version_id')
      .notNull()
      .references(() => videoVersion.id),
    reviewerId: uuid('reviewer_id')
      .notNull()
      .references(() => person.id),
    decision: text('decision', { enum: reviewDecisions }).notNull(),
    /** Of the office's approval (P011). */
    documentNumber: text('document_number'),
    reason: text('reason').notNull(),
    checklist: jsonb('checklist').$type<Checklist>().notNull(),
    contentSha256: bytes('content_sha256').notNull(),
    decidedAt: at('decided_at').notNull(),
  },
  (t) => [unique('version_review_once').on(t.videoVersionId, t.reviewerId)],
);

/** A note of a reviewer, pinned to a moment of the video. */
export const reviewNote = pgTable(
  'review_note',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    videoVersionId: uuid('video_version_id')
      .notNull()
      .references(() => videoVersion.id),
    reviewerId: uuid('reviewer_id')
      .notNull()
      .references(() => person.id),
    atMs: ms('at_ms').notNull(),
    words: text('words').notNull(),
    notedAt: at('noted_at').notNull(),
  },
  (t) => [index('review_note_version').on(t.videoVersionId, t.atMs)],
);

/** One step in a version's life, chained and signed. Append-only: a trigger refuses UPDATE and DELETE. */
export const contentEvent = pgTable(
  'content_event',
  {
    videoVersionId: uuid('video_version_id').notNull(),
    seq: integer('seq').notNull(),
    /** Canonical JSON, exactly the bytes that were hashed. */
    body: text('body').notNull(),
    hash: bytes('hash').notNull(),
    /** Ed25519 over the hash in its place. */
    signature: bytes('signature').notNull(),
    keyVersion: integer('key_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.videoVersionId, t.seq] })],
);

/** A file on its way up, in pieces (tus). It belongs to one author and one lesson. */
export const upload = pgTable(
  'upload',
  {
    /** The tus id. */
    id: text('id').primaryKey(),
    institutionId: uuid('institution_id')
      .notNull()
      .references(() => institution.id),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => person.id),
    lessonId: uuid('lesson_id').notNull(),
    purpose: text('purpose', { enum: ['video', 'voice'] }).notNull(),
    name: text('name').notNull(),
    bytes: ms('bytes').notNull(),
    beganAt: at('began_at').notNull(),
    finishedAt: at('finished_at'),
    /** The version it became, or of which it is the voice. */
    videoVersionId: uuid('video_version_id').references(() => videoVersion.id),
  },
  (t) => [index('upload_institution').on(t.institutionId, t.finishedAt)],
);
