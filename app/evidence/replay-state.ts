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
export type ReplayedControl = { id: string; asked: ClockReading };

/** What the log proves of one video version. */
export type ReplayedLesson = {
  enrolmentId: string;
  lessonId: string;
  ordinal: number;
  baseMs: number;
  durationMs: number;
  classHourMs: number;
  snapshotsPerHour: number;
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

/** Everything that is recomputed from a learner's log. */
export type Replay = {
  live: ReplayedLease | null;
  lastFence: number;
  lessons: Map<string, ReplayedLesson>;
  /** Photographs taken, by enrolment and class hour (from 0): `<enrolment>/<hour>`. */
  photographs: Map<string, number>;
  asked: Map<string, { classHour: number; at: ClockReading }>;
};

export const emptyReplay = (): Replay => ({
  live: null,
  lastFence: 0,
  lessons: new Map(),
  photographs: new Map(),
  asked: new Map(),
});
