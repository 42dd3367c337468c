import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytes, ms } from './columns.ts';

/** One decision in a learner's chain. Append-only: a trigger refuses UPDATE and DELETE. */
export const evidenceEvent = pgTable(
  'evidence_event',
  {
    learnerId: uuid('learner_id').notNull(),
    seq: ms('seq').notNull(),
    /** Canonical JSON, exactly the bytes that were hashed. */
    body: text('body').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.learnerId, t.seq] })],
);

/** The end of each learner's chain, and the beats that wait to become its next event (app/evidence/open-span.ts). */
export const chainHead = pgTable('chain_head', {
  learnerId: uuid('learner_id').primaryKey(),
  seq: ms('seq').notNull(),
  hash: bytes('hash').notNull(),
  /** Grows whenever the learner's lock is taken or a beat is folded: what was read before is stale then. */
  rev: ms('rev').notNull().default(0),
  /** The lease and video of the open span; all are null when none is open. */
  spanFence: ms('span_fence'),
  spanVideoId: uuid('span_video_id'),
  spanFirstSeq: integer('span_first_seq'),
  spanFromMs: ms('span_from_ms'),
  /** The frontier after its last beat. */
  spanToMs: ms('span_to_ms'),
  /** The server's time that its beats spent. */
  spanSpentMs: ms('span_spent_ms'),
  /** Media position up to which play is contiguous. */
  spanMediaMs: ms('span_media_ms'),
  /** Time spent and earned by every beat, ms: "5003,5001,5000,5000". */
  spanBeats: text('span_beats'),
  spanWallMs: ms('span_wall_ms'),
  spanMonoMs: ms('span_mono_ms'),
  spanBoot: text('span_boot'),
});

/** A signed chain head (Ed25519). */
export const checkpoint = pgTable(
  'checkpoint',
  {
    learnerId: uuid('learner_id').notNull(),
    seq: ms('seq').notNull(),
    hash: bytes('hash').notNull(),
    signedAt: at('signed_at').notNull(),
    signature: bytes('signature').notNull(),
    keyVersion: integer('key_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.learnerId, t.seq] })],
);
