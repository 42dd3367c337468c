import type { ClockReading } from '../platform/clock.ts';
import type { ChainedEvent } from './event.ts';

type Opened = Extract<ChainedEvent, { kind: 'lease_opened' }>;

/** A lease as the log tells it. */
export type ReplayedLease = {
  opened: Opened;
  /** Clock up to which time was spent on credit. */
  counted: ClockReading;
};

/** A control that waits for its answer. */
export type ReplayedControl = {
  id: string;
  kind: string;
  asked: ClockReading;
  /** Where the log stood when it was asked. */
  frontierMs: number;
};

/** What the log proves of one video version. */
export type ReplayedLesson = {
  enrolmentId: string;
  lessonId: string;
  ordinal: number;
  baseMs: number;
  durationMs: number;
  classHourMs: number;
  snapshotsPerHour: number;
  faceChecksPerHour: number;
  provenMs: number;
  frontierMs: number;
  /** Time of the last earning beat that earned nothing: the most that an answer may carry. */
  spareMs: number;
  control: ReplayedControl | null;
  /** Time limit that a swapped control hands on to the next. */
  swappedFrom: ClockReading | null;
  completed: boolean;
  /** Longest stretch that one proof covered, ms. */
  longestStretchMs: number;
};

/** A challenge that was passed: for a control once, for a lease as long as its sitting lasts. */
export type PassedChallenge = { controlId: string | null; at: ClockReading };

/** One try at the final test, as the log tells it. */
export type ReplayedTest = {
  opened: Extract<ChainedEvent, { kind: 'test_opened' }>;
  /** Of the window that holds it. */
  fence: number;
  /** The choice that stands at each place; null: none. */
  answers: (number | null)[];
  endedBy: 'submitted' | 'expired' | null;
  ended: { at: ClockReading; seq: number } | null;
  /** Null: not judged yet. */
  right: number | null;
  passed: boolean;
  photographs: number;
  missed: number;
  witnessed: boolean;
};

/** A study proof as the log tells it. */
export type ReplayedProof = { seq: number; bodySha256: string; isRevoked: boolean };

/** Everything that is recomputed from a learner's log. Class hours are `<enrolment>/<hour from 0>`. */
export type Replay = {
  live: ReplayedLease | null;
  lastFence: number;
  /** How far time was spent on each start of a machine, by its monotonic clock, ms. */
  spent: Map<string, number>;
  lessons: Map<string, ReplayedLesson>;
  /** Photographs that fill a class hour. */
  photographs: Map<string, number>;
  asked: Map<string, { classHour: number; at: ClockReading }>;
  /** Class hour of every photograph that was taken, and whether it counts. */
  taken: Map<string, { hour: string; counts: boolean }>;
  /** Passed live checks in the middle of a class hour (P007). */
  faceChecks: Map<string, number>;
  /** Class hours studied under a clerk's witness. */
  witnessed: Set<string>;
  passed: Map<string, PassedChallenge>;
  /** Until when each clerk's witness holds, wall clock ms. */
  witnesses: Map<string, number>;
  consents: boolean;
  /** What the bureau decided about class hours under a witness. */
  decided: Map<string, boolean>;
  /** Study proofs by their number, with the row of their issue. */
  proofs: Map<string, ReplayedProof>;
  /** The test that is under way; no lease is live meanwhile. */
  test: ReplayedTest | null;
  /** Every try by its paper, in order. */
  tests: Map<string, ReplayedTest>;
  /** Rows of the tries that were granted, by enrolment. */
  grants: Map<string, number[]>;
};

export const emptyReplay = (): Replay => ({
  live: null,
  lastFence: 0,
  spent: new Map(),
  lessons: new Map(),
  photographs: new Map(),
  asked: new Map(),
  taken: new Map(),
  faceChecks: new Map(),
  witnessed: new Set(),
  passed: new Map(),
  witnesses: new Map(),
  consents: false,
  decided: new Map(),
  proofs: new Map(),
  test: null,
  tests: new Map(),
  grants: new Map(),
});
