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

/** The end of each learner's chain. */
export const chainHead = pgTable('chain_head', {
  learnerId: uuid('learner_id').primaryKey(),
  seq: ms('seq').notNull(),
  hash: bytes('hash').notNull(),
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
