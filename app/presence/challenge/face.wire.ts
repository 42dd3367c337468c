import { z } from 'zod';
import { challengePurposes, challengeReasons, challengeStates, faceFaults } from '../face-state.ts';

// Shapes of the face check that cross the network. A verdict never comes from the browser.

/** At most this many frames are taken of one challenge, and at least this many are needed. */
export const framesMax = 16;
export const framesMin = 12;

/** Asks for a challenge. `control` needs the lease's fence and the open face control. */
export const askChallengeWire = z
  .strictObject({
    purpose: z.enum(challengePurposes),
    fence: z.int().min(1).nullable(),
    controlId: z.uuid().nullable(),
  })
  .meta({ id: 'AskChallenge' });

/** A challenge as the browser may know it: the actions come one by one (D03). */
export const challengeAskedWire = z
  .strictObject({
    id: z.uuid(),
    reason: z.enum(challengeReasons),
    /** Key of the frame codes: HMAC-SHA-256 over `<seq>:<SHA-256 of the frame, hex>`. Base64; used once. */
    nonce: z.string(),
    attempt: z.int(),
    triesLeft: z.int(),
    /** How many actions will be shown. */
    steps: z.int(),
    remainingMs: z.int(),
    extensionsLeft: z.int(),
    framesMin: z.int(),
    framesMax: z.int(),
  })
  .meta({ id: 'ChallengeAsked' });

/** Asks for the next action; `step` counts from 1 and is answered again when it is asked again. */
export const showStepWire = z.strictObject({ step: z.int().min(1).max(8) }).meta({ id: 'ShowStep' });

/** What to do now. Left and right are the learner's own. `waitMs`: stay still so long before it is shown. */
export const stepShownWire = z
  .strictObject({
    step: z.int(),
    action: z.enum(['turn_left', 'turn_right', 'blink']),
    /** How often (blink), else 1. */
    times: z.int(),
    /** How long to stay there (turns), else 0. */
    holdMs: z.int(),
    waitMs: z.int(),
    last: z.boolean(),
  })
  .meta({ id: 'StepShown' });

/** A request that says nothing: no verdict of the browser, nor anything else, travels with it (D04). */
export const nothingWire = z.strictObject({}).meta({ id: 'Nothing' });

/** More time for a slow hand. */
export const moreTimeWire = z
  .strictObject({ remainingMs: z.int(), extensionsLeft: z.int() })
  .meta({ id: 'MoreTime' });

export const frameTakenWire = z.strictObject({ seq: z.int(), held: z.int() }).meta({ id: 'FrameTaken' });

/** What became of a challenge. `say` and `fix` are there when it was not passed. */
export const challengeStandingWire = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(challengeStates),
    fault: z.enum(faceFaults).nullable(),
    say: z.string().nullable(),
    fix: z.string().nullable(),
    triesLeft: z.int(),
    /** No tries left: a person helps now. */
    needsPerson: z.boolean(),
  })
  .meta({ id: 'ChallengeStanding' });

/** "Somebody helps me", said in a lesson. */
export const sayHelperWire = z.strictObject({ fence: z.int().min(1) }).meta({ id: 'SayHelper' });

/** Until when a second face is nothing bad. */
export const helperSaidWire = z.strictObject({ remainingMs: z.int() }).meta({ id: 'HelperSaid' });

export type AskChallenge = z.infer<typeof askChallengeWire>;
export type ChallengeAsked = z.infer<typeof challengeAskedWire>;
export type StepShown = z.infer<typeof stepShownWire>;
export type MoreTime = z.infer<typeof moreTimeWire>;
export type ChallengeStanding = z.infer<typeof challengeStandingWire>;
export type FrameTaken = z.infer<typeof frameTakenWire>;
export type HelperSaid = z.infer<typeof helperSaidWire>;
