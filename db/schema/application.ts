import { bigint, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { person } from './identity.ts';
import { trainingClass } from './training.ts';

const classId = () =>
  uuid('class_id')
    .notNull()
    .references(() => trainingClass.id);
const by = (name: string) =>
  uuid(name)
    .notNull()
    .references(() => person.id);

/** What the clerk writes of an application to open a class; its other parts are the plan, the roster and the teachers (P019). */
export const classApplication = pgTable('class_application', {
  classId: classId().primaryKey(),
  textbooks: text('textbooks').notNull().default(''),
  assessmentOn: date('assessment_on'),
  assessor: text('assessor').notNull().default(''),
  assessmentManner: text('assessment_manner').notNull().default(''),
  /** Of the provincial office, where the class is held in another city (P043). */
  consentNumber: text('consent_number').notNull().default(''),
  updatedBy: by('updated_by'),
  updatedAt: at('updated_at').notNull(),
});

/** A statement that was signed for exactly these parts; a later change needs a new one. Never changed. */
export const classStatement = pgTable(
  'class_statement',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    classId: classId(),
    kind: text('kind', { enum: ['responsibility', 'truth'] }).notNull(),
    wordsVersion: integer('words_version').notNull(),
    signedName: text('signed_name').notNull(),
    signedBy: by('signed_by'),
    signedAt: at('signed_at').notNull(),
    partsSha256: text('parts_sha256').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  },
  (t) => [index('class_statement_class').on(t.classId, t.kind, t.signedAt)],
);

/** A look at a class, on site or by video (P025, P048). Never changed. */
export const inspection = pgTable(
  'inspection',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    classId: classId(),
    inspectedOn: date('inspected_on').notNull(),
    manner: text('manner', { enum: ['on_site', 'remote'] }).notNull(),
    headcount: integer('headcount').notNull(),
    findings: text('findings').notNull(),
    inspectedBy: by('inspected_by'),
    recordedAt: at('recorded_at').notNull(),
  },
  (t) => [index('inspection_class').on(t.classId, t.inspectedOn)],
);
