import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import type { ChallengeAction } from '../face-state.ts';

/** A challenge's time by the server's clock: what is needed to say whether it is over. */
export type ChallengeTime = { asked: ClockReading; answerMs: number; extensions: number };

/** Time that is left, ms; 0: over. */
export function remainingMs({ asked, answerMs }: ChallengeTime, now: ClockReading): number {
  return Math.max(0, answerMs - elapsedMs(asked, now));
}

/** The answer time with one extension more: as long again as the first time (a slow hand is no reason to lose). */
export function extend({ answerMs, extensions }: ChallengeTime): { answerMs: number; extensions: number } {
  return { answerMs: answerMs + answerMs / (1 + extensions), extensions: extensions + 1 };
}

/** The least time that an action takes, ms: the next one is shown to nobody earlier (D03). */
export function leastMs(action: ChallengeAction): number {
  return action.action === 'blink' ? 250 * action.times : action.holdMs;
}

/**
 * When step `step` (from 1) is shown, ms after the challenge was asked. A step that was asked for before keeps its
 * moment. Null: the one before it cannot be over yet, or was never asked for.
 */
export function planStep(
  actions: readonly ChallengeAction[],
  shownMs: readonly number[],
  step: number,
  atMs: number,
  waitMs: number,
): number | null {
  const known = shownMs[step - 1];
  if (known !== undefined) return known;
  const before = step > 1 ? actions[step - 2] : undefined;
  const beforeMs = shownMs[step - 2];
  if (step > 1 && (!before || beforeMs === undefined || atMs < beforeMs + leastMs(before))) return null;
  return atMs + waitMs;
}
