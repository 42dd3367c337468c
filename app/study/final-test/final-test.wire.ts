import { z } from 'zod';

// Shapes of the final test that cross the network. Nothing of the answers is in any of them.

const fence = z.int().min(1);
const paperId = z.uuid();

/** Asks for the paper of a class: drawn when there is none, else the one that is open. */
export const openTestWire = z
  .strictObject({
    classId: z.uuid(),
    /** Random for each window, kept by a reload. */
    windowId: z.string().regex(/^[\w-]{8,64}$/),
    takeOver: z.boolean(),
  })
  .meta({ id: 'OpenTest' });

/** One answer. `seq` grows with every answer of a window: an older one changes nothing. */
export const answerTestWire = z
  .strictObject({
    paperId,
    fence,
    seq: z.int().min(1).max(1_000_000),
    /** Of the question, from 1; of the choice, from 0, as they are shown. */
    place: z.int().min(1).max(200),
    choice: z.int().min(0).max(20),
  })
  .meta({ id: 'AnswerTest' });

/** Says that the window lives, or hands the paper in. */
export const holdTestWire = z.strictObject({ paperId, fence }).meta({ id: 'HoldTest' });

/** Where a paper stands. */
export const testStandingWire = z
  .strictObject({
    paperId,
    fence,
    attempt: z.int(),
    remainingMs: z.int(),
    /** The choice at each place; null: not answered. */
    answers: z.array(z.int().nullable()),
    /** A photograph that is asked now. */
    photo: z.strictObject({ id: z.uuid(), remainingMs: z.int() }).nullable(),
  })
  .meta({ id: 'TestStanding' });

/** A paper: its questions and choices in the order of this paper. */
export const testOpenedWire = z
  .strictObject({
    standing: testStandingWire,
    questions: z.array(z.strictObject({ ask: z.string(), choices: z.array(z.string()) })),
  })
  .meta({ id: 'TestOpened' });

/** What a try came to. */
export const testResultWire = z
  .strictObject({
    paperId,
    endedBy: z.enum(['submitted', 'expired']),
    right: z.int(),
    questions: z.int(),
    isPassed: z.boolean(),
  })
  .meta({ id: 'TestResult' });

export type OpenTest = z.infer<typeof openTestWire>;
export type AnswerTest = z.infer<typeof answerTestWire>;
export type HoldTest = z.infer<typeof holdTestWire>;
export type TestStanding = z.infer<typeof testStandingWire>;
export type TestOpened = z.infer<typeof testOpenedWire>;
export type TestResult = z.infer<typeof testResultWire>;
