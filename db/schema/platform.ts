import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** Work for the worker, claimed with SKIP LOCKED under a lease that must be renewed. */
export const job = pgTable(
  'job',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').notNull(),
    /** At most one job a kind and subject. */
    subject: text('subject').notNull(),
    payload: jsonb('payload').notNull(),
    priority: integer('priority').notNull().default(100),
    runAfter: at('run_after').notNull().defaultNow(),
    claimedBy: text('claimed_by'),
    claimedUntil: at('claimed_until'),
    tries: integer('tries').notNull().default(0),
    doneAt: at('done_at'),
    failure: text('failure'),
  },
  (t) => [unique('job_once').on(t.kind, t.subject), index('job_open').on(t.doneAt, t.runAfter)],
);

/** Says that a worker lives; /healthz reads it. */
export const workerHeartbeat = pgTable('worker_heartbeat', {
  worker: text('worker').primaryKey(),
  beatAt: at('beat_at').notNull(),
});
