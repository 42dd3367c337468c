/** How many failures each count allows, and in how long (H09). */
export const signInLimits = {
  /** One phone number from one place. */
  pair: { failures: 5, windowMs: 300_000 },
  /** One network address, all phone numbers: a classroom of 80 shares one. */
  address: { failures: 60, windowMs: 600_000 },
  /** One phone number, all addresses: slow, never shut, so that a stranger cannot lock a learner out. */
  phone: { failures: 30, windowMs: 600_000, waitMs: 30_000 },
} as const;

/** When failures happened, newest first, ms. */
export type FailuresAtMs = { pair: number[]; address: number[]; phone: number[] };

/**
 * How long this try must wait, ms; 0 lets it through. Refused tries are not failures, so a wait is never made longer
 * by knocking. A browser this person signed in with before has its own place, and only its own failures count.
 */
export function limitSignIn(failures: FailuresAtMs, knownBrowser: boolean, nowMs: number): number {
  const pair = untilFree(failures.pair, signInLimits.pair, nowMs);
  if (knownBrowser) return pair;
  return Math.max(
    pair,
    untilFree(failures.address, signInLimits.address, nowMs),
    untilSlow(failures.phone, nowMs),
  );
}

/** Time until fewer than `failures` lie within the window. */
function untilFree(atMs: number[], limit: { failures: number; windowMs: number }, nowMs: number): number {
  const oldestThatCounts = atMs[limit.failures - 1];
  return oldestThatCounts === undefined ? 0 : Math.max(0, oldestThatCounts + limit.windowMs - nowMs);
}

/** Time until the next single try on a phone number that is being guessed from many addresses. */
function untilSlow(atMs: number[], nowMs: number): number {
  const { phone } = signInLimits;
  const newest = atMs[0];
  if (newest === undefined || untilFree(atMs, phone, nowMs) === 0) return 0;
  return Math.max(0, newest + phone.waitMs - nowMs);
}
