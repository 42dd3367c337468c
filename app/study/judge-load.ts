/** How busy this web process is. `lagMs`: how late its event loop ran on average in the last second. */
export type Load = {
  lagMs: number;
  /** How long the oldest unanswered beat waits, ms. */
  oldestBeatMs: number;
  /** Openings that wait for their turn. */
  inLine: number;
};

/** Above either of these the process runs late; once late it stays so until both are below the half. */
export const lateFrom = { lagMs: 40, oldestBeatMs: 400 };

/** How many may wait in line: a class that begins together, or few where those who study would feel it. */
export const lineMax = { inTime: 60, late: 3 };

/** Openings at work at a time: the other connections of the pool are left to those who study already. */
export const openingsAtOnce = 3;

/** When those who are sent away come again, s: spread, so that they do not all come at once. */
const againS = { min: 3, max: 9 };

/**
 * Whether one more learner may begin now. Who studies already goes first: beats, keys and answers are never sent away
 * here. `wasLate`: the answer before.
 */
export function judgeLoad(load: Load, wasLate: boolean): { isLate: boolean; isFull: boolean } {
  const part = wasLate ? 0.5 : 1;
  const isLate = load.lagMs > lateFrom.lagMs * part || load.oldestBeatMs > lateFrom.oldestBeatMs * part;
  return { isLate, isFull: load.inLine >= (isLate ? lineMax.late : lineMax.inTime) };
}

/** Seconds to wait before asking again. `chance`: from 0 to below 1. */
export function drawAgainS(chance: number): number {
  return againS.min + Math.floor(chance * (againS.max - againS.min + 1));
}
