/** One class hour of a learner: a stretch of the course in its order, `lengthMs` long. */
export type ClassHour = {
  /** Counted from 1. */
  number: number;
  creditedMs: number;
  lengthMs: number;
  photographs: number;
  recognised: boolean;
  /** What is still missing, or null. */
  missing: 'study' | 'photograph' | null;
};

/** What of a lesson is proven, in course order. Lessons before the last begun one are complete (P008). */
type EarnedLesson = { provenMs: number };

/**
 * The class hours of a course as far as the learner has come: an hour is recognised when it is wholly proven and
 * holds its photograph (P009, F02). Milliseconds; credit is contiguous in course order, so it fills hours in order.
 */
export function recogniseClassHours(
  lessons: EarnedLesson[],
  photographs: Map<number, number>,
  classHourMs: number,
  snapshotsMin: number,
): ClassHour[] {
  const creditedMs = lessons.reduce((sum, lesson) => sum + lesson.provenMs, 0);
  const begun = Math.ceil(creditedMs / classHourMs);
  return Array.from({ length: begun }, (_, hour) => {
    const inHourMs = Math.min(classHourMs, creditedMs - hour * classHourMs);
    const held = photographs.get(hour) ?? 0;
    const missing = inHourMs < classHourMs ? 'study' : held < snapshotsMin ? 'photograph' : null;
    return {
      number: hour + 1,
      creditedMs: inHourMs,
      lengthMs: classHourMs,
      photographs: held,
      recognised: missing === null,
      missing,
    };
  });
}
