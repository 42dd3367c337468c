/** How busy this web process is. `lagMs`: how late its event loop ran on average in the last second. */
export type Load = {
  lagMs: number;
  /** How long the oldest unanswered beat waits, ms. */
  oldestBeatMs: number;
  /** Openings that wait for their turn. */
  inLine: number;
};

/** Above any of these the process is full; once full it stays so until all of them are below the half. */
export const loadMax: Load = { lagMs: 40, oldestBeatMs: 400, inLine: 60 };

/** Openings at work at a time: the other connections of the pool are left to those who study already. */
export const openingsAtOnce = 3;

/** When those who are sent away come again, s: spread, so that they do not all come at once. */
const againS = { min: 3, max: 9 };

/**
 * Whether one more learner may begin. Who studies already goes first: beats, keys and answers are never sent away here.
 * `wasFull`: the answer before.
 */
export function judgeLoad(load: Load, wasFull: boolean): 'open' | 'full' {
  const part = wasFull ? 0.5 : 1;
  const over = (Object.keys(loadMax) as (keyof Load)[]).some((key) => load[key] > loadMax[key] * part);
  return over ? 'full' : 'open';
}

/** Seconds to wait before asking again. `chance`: from 0 to below 1. */
export function drawAgainS(chance: number): number {
  return againS.min + Math.floor(chance * (againS.max - againS.min + 1));
}
