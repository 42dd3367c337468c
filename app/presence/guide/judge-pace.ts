/** Above this a frame comes too late to guide anybody, ms. */
const slowMs = 250;
const framesJudged = 6;
/** The first frames warm the model up. */
const framesUnjudged = 2;

/** Whether this device looks too slowly, by the middle one of the last frames: a single hiccup says nothing. */
export function isTooSlow(tookMs: readonly number[]): boolean {
  const judged = tookMs.slice(framesUnjudged).slice(-framesJudged);
  if (judged.length < framesJudged) return false;
  return (judged.sort((a, b) => a - b)[framesJudged / 2] ?? 0) > slowMs;
}
