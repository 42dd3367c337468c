/** A lesson's place in the course and what is proven of it, ms. */
type Stretch = { ordinal: number; provenMs: number };

/**
 * The lesson in which class hour `number` (from 1, `lengthMs` long) begins: watching it again is how a missing photograph
 * is made up. Credit fills hours in course order, so proven milliseconds are counted through; null if none reaches it.
 */
export function findHourLesson(lessons: Stretch[], number: number, lengthMs: number): number | null {
  let throughMs = 0;
  for (const { ordinal, provenMs } of lessons) {
    throughMs += provenMs;
    if (throughMs > (number - 1) * lengthMs) return ordinal;
  }
  return null;
}
