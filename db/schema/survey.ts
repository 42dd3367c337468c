import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { SurveyTally } from '../../app/training/survey/judge-survey.ts';
import { at } from './columns.ts';
import { person } from './identity.ts';
import { enrolment, trainingClass } from './training.ts';

/** One asking of a class whether it is satisfied (P057). */
export const surveyRound = pgTable(
  'survey_round',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    number: integer('number').notNull(),
    openedBy: uuid('opened_by')
      .notNull()
      .references(() => person.id),
    openedAt: at('opened_at').notNull(),
    closesAt: at('closes_at').notNull(),
    /** What came of it; from then on no single answer is kept. */
    tally: jsonb('tally').$type<SurveyTally>(),
  },
  (t) => [unique('survey_round_once').on(t.classId, t.number)],
);

/** That somebody has answered; never what. */
export const surveyBallot = pgTable(
  'survey_ballot',
  {
    roundId: uuid('round_id')
      .notNull()
      .references(() => surveyRound.id),
    learnerId: uuid('learner_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.learnerId] })],
);

/** What somebody answered; never who, never when. Gone once the round is counted. */
export const surveyAnswer = pgTable('survey_answer', {
  id: uuid('id').primaryKey().defaultRandom(),
  roundId: uuid('round_id')
    .notNull()
    .references(() => surveyRound.id),
  /** 1 very dissatisfied … 5 very satisfied. */
  overall: integer('overall').notNull(),
  teaching: integer('teaching').notNull(),
  content: integer('content').notNull(),
  online: integer('online').notNull(),
  comment: text('comment').notNull().default(''),
});

/** Every entry of an external assessment's result, corrections with their reason; never changed. */
export const assessmentChange = pgTable('assessment_change', {
  id: uuid('id').primaryKey().defaultRandom(),
  enrolmentId: uuid('enrolment_id')
    .notNull()
    .references(() => enrolment.id),
  endedOn: date('ended_on').notNull(),
  isPassed: boolean('is_passed').notNull(),
  certificateNumber: text('certificate_number'),
  reason: text('reason'),
  recordedBy: uuid('recorded_by')
    .notNull()
    .references(() => person.id),
  recordedAt: at('recorded_at').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
});
