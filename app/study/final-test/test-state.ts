import type { ClockReading } from '../../platform/clock.ts';
import type { LeaseFace } from '../../presence/face-state.ts';

export const testEndReasons = ['submitted', 'expired'] as const;
/** How a try ended: handed in, or its time was over. */
export type TestEndReason = (typeof testEndReasons)[number];

export const grantCauses = ['interruption', 'other'] as const;
/** Why one more try is given: the service itself was interrupted, or something else. */
export type GrantCause = (typeof grantCauses)[number];

/** The class hour of a photograph that was taken in the test: none. */
export const testHour = -2;

/** A question of a fixed bank. `id`: `<video version>/<number>`; `sha256`: of its words, hex. */
export type BankedQuestion = {
  id: string;
  sha256: string;
  videoVersionId: string;
  lessonId: string;
  lessonTitle: string;
  /** Of the lesson in the course, from 1. */
  ordinal: number;
  standardItem: string | null;
  ask: string;
  right: string;
  wrong: string[];
  why: string;
};

/** A question on a paper. Choice n, as it is shown, is `[right, ...wrong][order[n]]`: 0 is the right one. */
export type PaperQuestion = BankedQuestion & { order: number[] };

/** The rules that a paper is pinned to. */
export type PaperRules = {
  limitMs: number;
  passPct: number;
  triesMax: number;
  waitMs: number;
  faceWithinMs: number;
  /** Time in which an asked photograph has to come. */
  photoAnswerMs: number;
};

/** The photograph that is drawn (`asked` null) or asked. */
export type PhotoDemand = {
  id: string;
  dueMs: number;
  dueAnswers: number;
  asked: ClockReading | null;
};

/** A try: its paper, its window, its answers (null: none), its photographs, its end. */
export type TestPaper = {
  learnerId: string;
  id: string;
  enrolmentId: string;
  attempt: number;
  bankSha256: string;
  salt: string;
  questions: PaperQuestion[];
  rules: PaperRules;
  face: LeaseFace;
  opened: ClockReading;
  fence: number;
  windowId: string;
  windows: number;
  lastSeenMs: number;
  answers: (number | null)[];
  photo: PhotoDemand | null;
  photosTaken: number;
  photosMissed: number;
  end: { reason: TestEndReason; atMs: number; right: number; isPassed: boolean } | null;
};
