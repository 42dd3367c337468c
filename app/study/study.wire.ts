import { z } from 'zod';

// Shapes that cross the network. Integers only, unknown fields refused (A06, A10, E04).

/** Media time, ms: no lesson is longer than six hours. */
const mediaMs = z.int().min(0).max(21_600_000);
const fence = z.int().min(1);

/**
 * Opens a lease for lesson `ordinal` of an enrolment. `takeOver` ends the learner's other window. `openingId` is drawn anew
 * for every opening and kept when it is asked for again: what comes twice opens once (I9).
 */
export const openLeaseWire = z
  .strictObject({
    enrolmentId: z.uuid(),
    ordinal: z.int().min(1).max(999),
    windowId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
    takeOver: z.boolean(),
    openingId: z
      .string()
      .regex(/^[A-Za-z0-9_-]{16,64}$/)
      .optional(),
  })
  .meta({ id: 'OpenLease' });

/** What happened since the last beat: the flags describe that whole stretch. */
export const beatWire = z
  .strictObject({
    fence,
    seq: z.int().min(1).max(1_000_000_000),
    state: z.enum(['playing', 'paused', 'waiting']),
    visible: z.boolean(),
    /** Playback rate in thousandths; only 1000 earns (P004). */
    ratePermille: z.int().min(0).max(64_000),
    played: z.strictObject({ fromMs: mediaMs, toMs: mediaMs }),
    /** The device's clock, recorded and never used (A09). */
    clientMs: z.int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000),
  })
  .meta({ id: 'Beat' });

/** The id of a choice, digits, or the id of a passed challenge for a face control. */
export const answerWire = z
  .strictObject({ fence, controlId: z.uuid(), answer: z.string().regex(/^[0-9a-f-]{1,36}$/) })
  .meta({ id: 'Answer' });

/** Another kind of question, for who cannot hear or cannot see this one. */
export const swapControlWire = z
  .strictObject({ fence, controlId: z.uuid(), kind: z.enum(['picture', 'number']) })
  .meta({ id: 'SwapControl' });

export const closeLeaseWire = z.strictObject({ fence }).meta({ id: 'CloseLease' });

/** A control as the browser may know it: the right choice is nowhere in it (C03). */
export const controlAskedWire = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['picture', 'number', 'question', 'face']),
    attempt: z.int(),
    /** Time left to answer, ms. */
    remainingMs: z.int(),
    audioUrl: z.string(),
    /** Written request: for `question` always; for pictures and numbers null (spoken only). */
    ask: z.string().nullable(),
    /** Pictures by random id, or texts; empty for `number`. */
    choices: z.array(
      z.strictObject({ id: z.string(), pictureUrl: z.string().nullable(), text: z.string().nullable() }),
    ),
  })
  .meta({ id: 'ControlAsked' });

/** What a control says aloud, in writing. */
export const controlWordWire = z.strictObject({ word: z.string() }).meta({ id: 'ControlWord' });

export const snapshotAskedWire = z
  .strictObject({ id: z.uuid(), remainingMs: z.int() })
  .meta({ id: 'SnapshotAsked' });

/** Why seconds were not counted. */
export const uncountedReasons = [
  'paused',
  'hidden',
  'rate',
  'seek_ahead',
  'ahead_of_clock',
  'gap',
  'control_due',
  'class_over',
] as const;

/** Where the learner stands in this lesson: the answer to every study request. */
export const standingWire = z
  .strictObject({
    fence,
    seq: z.int(),
    /** Milliseconds this request earned (credited, waiting for the next proof). */
    earnedNowMs: z.int(),
    /** Proven and therefore kept for good. */
    provenMs: z.int(),
    /** End of what is earned, proven or waiting: study goes on from here. */
    frontierMs: z.int(),
    durationMs: z.int(),
    /** Proven over all lessons of the class. */
    creditedTotalMs: z.int(),
    withheld: z.strictObject({ fromMs: z.int(), toMs: z.int(), reason: z.string() }).nullable(),
    /** Why this beat earned nothing, when it should have. */
    uncounted: z.enum(uncountedReasons).nullable(),
    /** Go back here and play on; null: stay. */
    sendBackToMs: z.int().nullable(),
    control: controlAskedWire.nullable(),
    snapshot: snapshotAskedWire.nullable(),
    completed: z.boolean(),
    nextBeatMs: z.int(),
  })
  .meta({ id: 'Standing' });

export const answerResultWire = z
  .strictObject({
    result: z.enum(['right', 'wrong', 'wrong_again', 'late', 'face_failed']),
    standing: standingWire,
  })
  .meta({ id: 'AnswerResult' });

export const leaseOpenedWire = z
  .strictObject({
    standing: standingWire,
    title: z.string(),
    manifestUrl: z.string(),
    /** What a player asks for first: the smallest rendition's playlist, and the key and segment where study goes on. */
    firstUrls: z.array(z.string()),
    subtitlesUrl: z.string(),
    posterUrl: z.string(),
  })
  .meta({ id: 'LeaseOpened' });

export const creditWire = z
  .strictObject({
    enrolmentId: z.uuid().nullable(),
    creditedTotalMs: z.int(),
    lessons: z.array(
      z.strictObject({
        ordinal: z.int(),
        title: z.string(),
        durationMs: z.int().nullable(),
        provenMs: z.int(),
        waitingMs: z.int(),
        withheld: z.strictObject({ fromMs: z.int(), toMs: z.int(), reason: z.string() }).nullable(),
        completed: z.boolean(),
        open: z.boolean(),
        ready: z.boolean(),
        isDemo: z.boolean(),
      }),
    ),
    classHours: z.array(
      z.strictObject({
        number: z.int(),
        creditedMs: z.int(),
        lengthMs: z.int(),
        photographs: z.int(),
        faceChecks: z.int(),
        recognised: z.boolean(),
        missing: z.enum(['study', 'photograph', 'face', 'bureau', 'refused']).nullable(),
      }),
    ),
  })
  .meta({ id: 'Credit' });

export type OpenLease = z.infer<typeof openLeaseWire>;
export type Beat = z.infer<typeof beatWire>;
export type Answer = z.infer<typeof answerWire>;
export type SwapControl = z.infer<typeof swapControlWire>;
export type ControlAsked = z.infer<typeof controlAskedWire>;
export type Standing = z.infer<typeof standingWire>;
export type AnswerResult = z.infer<typeof answerResultWire>;
export type LeaseOpened = z.infer<typeof leaseOpenedWire>;
export type Credit = z.infer<typeof creditWire>;
export type UncountedReason = (typeof uncountedReasons)[number];
