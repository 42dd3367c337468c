import type { Replay, ReplayedLesson } from './replay-state.ts';

/** The six conditions of document 002 for one class hour: true, false, or null where this log does not decide it. */
export type JudgedHour = {
  enrolmentId: string;
  /** Counted from 1. */
  number: number;
  creditedMs: number;
  lengthMs: number;
  conditions: {
    P004: boolean;
    P005: boolean;
    P006: boolean;
    P007: boolean | null;
    P008: boolean;
    P009: boolean;
  };
  photographs: number;
  /** Passed live checks inside this hour (P007). */
  faceChecks: number;
  /** Studied under a clerk's witness: the bureau decides about P007. */
  witnessed: boolean;
  /** What the bureau decided about it; null: nothing yet. */
  accepted: boolean | null;
  /** Full, and every condition holds. */
  recognised: boolean;
};

/** What counts of a replay: of each lesson the version that was finished, else the one opened last (I2). */
export function countedLessons(replay: Replay): ReplayedLesson[] {
  const counted = new Map<string, ReplayedLesson>();
  for (const lesson of replay.lessons.values()) {
    const place = `${lesson.enrolmentId}/${lesson.lessonId}`;
    if (!counted.get(place)?.completed) counted.set(place, lesson);
  }
  return [...counted.values()];
}

/**
 * Class hours of every enrolment in a replay that held to its end. P004, P005, P006 and P008 hold because every event
 * was checked for them; P007 and P009 are counted. P007 is null where a clerk saw the person instead of the camera, and
 * where the rules of the class ask for no live check.
 */
export function judgeClassHours(replay: Replay): JudgedHour[] {
  const hours: JudgedHour[] = [];
  const all = countedLessons(replay);
  const enrolments = new Set(all.map((lesson) => lesson.enrolmentId));
  for (const enrolmentId of enrolments) {
    const lessons = all.filter((lesson) => lesson.enrolmentId === enrolmentId);
    const lengthMs = Math.max(...lessons.map((lesson) => lesson.classHourMs));
    const needed = Math.max(...lessons.map((lesson) => lesson.snapshotsPerHour));
    const checksNeeded = Math.max(...lessons.map((lesson) => lesson.faceChecksPerHour));
    const creditedMs = lessons.reduce((sum, lesson) => sum + lesson.provenMs, 0);
    for (let hour = 0; hour * lengthMs < creditedMs; hour++) {
      const key = `${enrolmentId}/${hour}`;
      const photographs = replay.photographs.get(key) ?? 0;
      const faceChecks = replay.faceChecks.get(key) ?? 0;
      const witnessed = replay.witnessed.has(key);
      const accepted = replay.decided.get(key) ?? null;
      const isKnown = witnessed ? accepted === true : faceChecks >= checksNeeded;
      const inHourMs = Math.min(lengthMs, creditedMs - hour * lengthMs);
      const isUndecided = witnessed || checksNeeded === 0;
      hours.push({
        enrolmentId,
        number: hour + 1,
        creditedMs: inHourMs,
        lengthMs,
        conditions: {
          P004: true,
          P005: true,
          P006: true,
          P007: isUndecided ? null : faceChecks >= checksNeeded,
          P008: true,
          P009: photographs >= needed,
        },
        photographs,
        faceChecks,
        ...{ witnessed, accepted },
        recognised: inHourMs === lengthMs && photographs >= needed && isKnown,
      });
    }
  }
  return hours;
}
