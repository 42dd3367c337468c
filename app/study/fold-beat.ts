import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { StudyState } from './study-state.ts';

/** What a beat adds to the open span of its lease. */
export type Fold = {
  seq: number;
  fromMs: number;
  toMs: number;
  spentMs: number;
  earnedMs: number;
  mediaMs: number;
};

/**
 * Most beats of one span, more than an honest one holds between two controls: the row is written anew with each of them, and
 * a flood must not make that dearer and dearer (A08).
 */
export const spanBeatsMax = 64;

/**
 * What a beat that was taken adds to the open span, or null when it did anything but follow the one before it and earn:
 * then it is recorded by itself, under the lock (decision 0026).
 */
export function foldBeat(
  before: StudyState,
  taken: { state: StudyState; events: EvidenceEvent[] },
): Fold | null {
  const [earned, ...others] = taken.events;
  if (earned?.kind !== 'earned' || others.length > 0) return null;
  const { lease, progress, control, enrolment } = taken.state;
  const { elapsedMs: spentMs, earnedMs, fromMs } = earned;
  const follows =
    before.lease.endReason === null &&
    before.lease.counted.boot === lease.counted.boot &&
    lease.lastSeq === before.lease.lastSeq + 1;
  const onlyEarns =
    !before.control &&
    !control &&
    before.progress.carryMs === 0 &&
    progress.carryMs === 0 &&
    progress.sinceProofMs === before.progress.sinceProofMs + spentMs &&
    enrolment.demand === before.enrolment.demand;
  if (!follows || !onlyEarns) return null;
  return { seq: lease.lastSeq, fromMs, toMs: progress.frontierMs, spentMs, earnedMs, mediaMs: lease.mediaMs };
}

/** What beats that were folded come to: the last one's number, position, frontier and clock, and the server's time of all. */
export type FoldedBeats = {
  lastSeq: number;
  mediaMs: number;
  toMs: number;
  spentMs: number;
  counted: ClockReading;
};

/**
 * Writes into a state what folded beats change. No copy: one for each beat would live until the next one, and what clears
 * them away stops the process for milliseconds.
 */
export function foldInto({ lease, progress, enrolment }: StudyState, beats: FoldedBeats): void {
  lease.lastSeq = beats.lastSeq;
  lease.mediaMs = beats.mediaMs;
  lease.counted = beats.counted;
  lease.loggedReason = null;
  progress.frontierMs = beats.toMs;
  progress.sinceProofMs += beats.spentMs;
  enrolment.playedMs += beats.spentMs;
}
