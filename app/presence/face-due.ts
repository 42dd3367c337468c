import type { ChallengeReason } from './face-state.ts';

/** The last checks of a learner, as the server's wall clock has them, ms. */
export type LastChecks = {
  /** Passed under this sign-in; null: never. */
  passedHereMs: number | null;
  /** Passed under any sign-in. */
  passedAnywhereMs: number | null;
  failedMs: number | null;
  /** When she was last heard of in a lesson. */
  lastSeenMs: number | null;
};

/**
 * Why a live check is due before a lesson may be opened (P007): at the first lesson of a sitting, on a new device,
 * after absence, and after a failed one. Null: the last one still holds.
 */
export function judgeFaceDue(last: LastChecks, absenceMs: number, nowMs: number): ChallengeReason | null {
  const { passedHereMs, passedAnywhereMs, failedMs, lastSeenMs } = last;
  if (passedHereMs === null) return passedAnywhereMs === null ? 'sitting' : 'new_device';
  if (failedMs !== null && failedMs > passedHereMs) return 'random';
  if (nowMs - Math.max(passedHereMs, lastSeenMs ?? 0) > absenceMs) return 'absence';
  return null;
}
