import type { Told } from './check-credit.ts';
import type { Tally } from './crowd.ts';

/** Keeps the account of everything that was answered; returns the credited beats. */
export function addUp(told: Told, tally: Tally): number {
  told.beats += tally.good;
  told.earnedMs += tally.earnedMs;
  for (const [why, times] of Object.entries(tally.refused))
    told.notCredited[why] = (told.notCredited[why] ?? 0) + times;
  return tally.good;
}
