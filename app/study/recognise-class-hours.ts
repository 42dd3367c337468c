/** One class hour of a learner: a stretch of the course in its order, `lengthMs` long. */
export type ClassHour = {
  /** Counted from 1. */
  number: number;
  creditedMs: number;
  lengthMs: number;
  photographs: number;
  faceChecks: number;
  recognised: boolean;
  /** What is still missing, or null. `bureau`: a clerk saw the person, and the bureau decides; `refused`: it did not accept. */
  missing: 'study' | 'photograph' | 'face' | 'bureau' | 'refused' | null;
};

/** What stands in each class hour (from 0), and how much of it an hour needs. */
export type HourProofs = {
  photographs: Map<number, number>;
  photographsMin: number;
  faceChecks: Map<number, number>;
  faceChecksMin: number;
  witnessed: Set<number>;
  /** What the bureau decided about a witnessed hour. */
  decided: Map<number, boolean>;
};

/** What of a lesson is proven, in course order. Lessons before the last begun one are complete (P008). */
type EarnedLesson = { provenMs: number };

function findMissing(
  hour: number,
  isFull: boolean,
  { photographs, photographsMin, faceChecks, faceChecksMin, witnessed, decided }: HourProofs,
): ClassHour['missing'] {
  if (!isFull) return 'study';
  if ((photographs.get(hour) ?? 0) < photographsMin) return 'photograph';
  if (witnessed.has(hour)) {
    const isAccepted = decided.get(hour);
    if (isAccepted === undefined) return 'bureau';
    return isAccepted ? null : 'refused';
  }
  return (faceChecks.get(hour) ?? 0) < faceChecksMin ? 'face' : null;
}

/**
 * The class hours of a course as far as the learner has come: an hour is recognised when it is wholly proven and
 * holds its photograph (P009, F02) and its live check (P007). Milliseconds; credit is contiguous in course order, so
 * it fills hours in order.
 */
export function recogniseClassHours(
  lessons: EarnedLesson[],
  classHourMs: number,
  proofs: HourProofs,
): ClassHour[] {
  const creditedMs = lessons.reduce((sum, lesson) => sum + lesson.provenMs, 0);
  const begun = Math.ceil(creditedMs / classHourMs);
  return Array.from({ length: begun }, (_, hour) => {
    const inHourMs = Math.min(classHourMs, creditedMs - hour * classHourMs);
    const missing = findMissing(hour, inHourMs === classHourMs, proofs);
    return {
      number: hour + 1,
      creditedMs: inHourMs,
      lengthMs: classHourMs,
      photographs: proofs.photographs.get(hour) ?? 0,
      faceChecks: proofs.faceChecks.get(hour) ?? 0,
      recognised: missing === null,
      missing,
    };
  });
}
