import { integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { trainingClass } from './training.ts';

/** How many learners of a running class stand where, counted every few minutes: for lists only, nothing is decided by it. */
export const classCount = pgTable('class_count', {
  classId: uuid('class_id')
    .primaryKey()
    .references(() => trainingClass.id),
  stuck: integer('stuck').notNull(),
  behind: integer('behind').notNull(),
  never: integer('never').notNull(),
  onPlan: integer('on_plan').notNull(),
  finished: integer('finished').notNull(),
  countedAt: at('counted_at').notNull(),
});
