import { secondsWithin, type Span } from './count-hours.ts';

/** Recordings that do not show everybody, at which a class loses its subsidy (P053). */
export const unshownMost = 3;

/** How many of `people` were there while a piece ran. */
export function presentDuring(people: readonly (readonly Span[])[], piece: Span): number {
  return people.filter((spans) => secondsWithin(spans, piece) > 0).length;
}

/** The last word about a subsidy; `recordings`: how many there were that did not show everybody when it was said. */
export type LastWord = { kind: 'cancelled' | 'lifted'; atMs: number } | null;

/**
 * Whether the rule cancels the subsidy now: three or more recordings did not show everybody (P053). What a bureau lifted
 * is cancelled again by the next such recording, not by the old ones.
 */
export function isCancelDue(unshownAtMs: readonly number[], last: LastWord): boolean {
  if (last?.kind === 'cancelled' || unshownAtMs.length < unshownMost) return false;
  return last === null || unshownAtMs.some((atMs) => atMs > last.atMs);
}

/** The mean of whole numbers in tenths, cut off: 12, 13, 13 → 126; null of none (P024). */
export function meanTenths(counts: readonly number[]): number | null {
  if (counts.length === 0) return null;
  const tenths = counts.reduce((sum, count) => sum + count, 0) * 10;
  return (tenths - (tenths % counts.length)) / counts.length;
}
