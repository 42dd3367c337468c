import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { snapshotVerdicts } from '../../app/presence/face-state.ts';
import { at, bytes, ms } from './columns.ts';

/** A photograph taken at a moment the server drew (P009): sealed picture, open hash. */
export const snapshot = pgTable(
  'snapshot',
  {
    learnerId: uuid('learner_id').notNull(),
    /** The demand it answers: single use. */
    id: uuid('id').notNull(),
    enrolmentId: uuid('enrolment_id').notNull(),
    /** Null: taken in the final test, which belongs to no lesson. */
    lessonId: uuid('lesson_id'),
    classHour: integer('class_hour').notNull(),
    fence: ms('fence').notNull(),
    askedAt: at('asked_at').notNull(),
    takenAt: at('taken_at').notNull(),
    /** SHA-256 of the re-encoded JPEG before sealing. */
    sha256: bytes('sha256').notNull(),
    /** SHA-256 of what was uploaded: the same bytes are never taken twice (F03). */
    uploadSha256: bytes('upload_sha256').notNull(),
    /** 64-bit difference hash, hex, for near-duplicates. */
    likeness: text('likeness').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    blob: text('blob').notNull(),
    /** Who is on it, judged after it was stored; null while that is not known. */
    verdict: text('verdict', { enum: snapshotVerdicts }),
    /** Numbers, thresholds and model of the verdict. */
    verdictNumbers: jsonb('verdict_numbers'),
    judgedAt: at('judged_at'),
    /** Whether it fills its class hour: false when somebody else, nobody or nothing is on it. */
    counts: boolean('counts').notNull().default(true),
    /** When the picture was deleted; hash and verdict stay. */
    erasedAt: at('erased_at'),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.id] }),
    unique('snapshot_upload_once').on(t.learnerId, t.uploadSha256),
    index('snapshot_hour').on(t.learnerId, t.enrolmentId, t.classHour),
  ],
);
