import type { ClockReading } from '../platform/clock.ts';
import type { LeaseFace } from '../presence/face-state.ts';
import type { StudyRules } from './study-rules.ts';

export const leaseEndReasons = [
  'closed',
  'taken_over',
  'idle',
  'failed_check',
  'expired',
  'signed_out',
  'version_withdrawn',
] as const;
export type LeaseEndReason = (typeof leaseEndReasons)[number];

export const controlKinds = ['picture', 'number', 'question', 'face'] as const;
export type ControlKind = (typeof controlKinds)[number];
export const controlStates = ['asked', 'right', 'wrong', 'late', 'swapped'] as const;
export type ControlState = (typeof controlStates)[number];

/** One way to answer; `id` is random for every showing. */
export type ControlChoice = { id: string; drawing?: string; text?: string };

/** The right of one window to study one lesson. */
export type Lease = {
  fence: number;
  enrolmentId: string;
  lessonId: string;
  videoVersionId: string;
  ordinal: number;
  /** Media time of all lessons before this one: position in the course = baseMs + position in the lesson. */
  baseMs: number;
  rules: StudyRules;
  /** By what the learner was known when it was opened (P007). */
  face: LeaseFace;
  lastSeq: number;
  /** Media position up to which play is contiguous in this lease. */
  mediaMs: number;
  /** Up to here the server's time is spent. */
  counted: ClockReading;
  endReason: LeaseEndReason | null;
  loggedReason: string | null;
};

/** What is earned of one video version: [0, proven) for good, [proven, frontier) until the next proof. */
export type Progress = {
  durationMs: number;
  provenMs: number;
  frontierMs: number;
  sinceProofMs: number;
  controlGapMs: number;
  carryMs: number;
  withheldToMs: number | null;
  withheldReason: WithheldReason | null;
  completed: boolean;
};

export type WithheldReason = 'late' | 'wrong_twice' | 'face';

/** The control that waits for an answer. */
export type OpenControl = {
  id: string;
  kind: ControlKind;
  attempt: number;
  prompt: string;
  audioBlob: string;
  choices: ControlChoice[];
  rightAnswer: string;
  asked: ClockReading;
  answerMs: number;
  late: boolean;
};

/** The photograph that is drawn (`asked` null) or asked. */
export type SnapshotDemand = {
  id: string;
  classHour: number;
  duePlayedMs: number;
  asked: ClockReading | null;
};

/** Where the learner stands in her class. */
export type EnrolmentStanding = {
  creditedMs: number;
  playedMs: number;
  photographedHours: number[];
  /** Class hours (from 0) with a passed live check at a random moment (P007). */
  faceCheckedHours: number[];
  /** Class hours studied under a clerk's witness, for the bureau to decide. */
  witnessedHours: number[];
  /** A photograph left a doubt: the next control is a live check. */
  faceDoubt: boolean;
  demand: SnapshotDemand | null;
};

/** Everything that one study request may read or change: one learner, under one lock. */
export type StudyState = {
  learnerId: string;
  lease: Lease;
  progress: Progress;
  control: OpenControl | null;
  enrolment: EnrolmentStanding;
};
