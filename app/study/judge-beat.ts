import type { EvidenceEvent } from '../evidence/event.ts';
import { elapsedMs, type ClockReading } from '../platform/clock.ts';
import type { StudyState } from './study-state.ts';
import type { Beat, UncountedReason } from './study.wire.ts';

/** What one beat came to. */
export type JudgedBeat = {
  state: StudyState;
  events: EvidenceEvent[];
  earnedMs: number;
  uncounted: UncountedReason | null;
  sendBackToMs: number | null;
  /** The control is due at this point: nothing more is earned before it is answered. */
  controlDue: boolean;
};

/** How far a range may begin after the last accepted position (media clocks round). */
const seamMs = 250;

/** Why this stretch cannot count, or null (P004, P005, P006, P019, G01). `advanceMs`: claimed media beyond the frontier. */
function refuse(
  state: StudyState,
  beat: Beat,
  now: ClockReading,
  spentMs: number,
  advanceMs: number,
): UncountedReason | null {
  const { lease, progress } = state;
  if (beat.state === 'paused') return 'paused';
  if (!beat.visible) return 'hidden';
  if (beat.ratePermille !== 1000) return 'rate';
  if (now.wallMs > lease.rules.classEndsWallMs) return 'class_over';
  if (state.control) return 'control_due';
  if (spentMs > lease.rules.beatGapMaxMs) return 'gap';
  if (beat.played.fromMs > Math.max(lease.mediaMs, progress.frontierMs) + seamMs) return 'seek_ahead';
  if (beat.played.toMs - beat.played.fromMs > spentMs + lease.rules.leadMaxMs) return 'ahead_of_clock';
  if (advanceMs > spentMs + lease.rules.leadMaxMs) return 'ahead_of_clock';
  return null;
}

/**
 * The machine was started again, or this is another one: calendars say how much time passed, and two that differ would say
 * it of one stretch twice (F07, I1).
 */
function isAdrift({ lease }: StudyState, now: ClockReading): boolean {
  return lease.counted.boot !== now.boot;
}

/** The whole lesson is played and its last stretch waits for a proof. */
function endReached({ progress, control }: StudyState): boolean {
  return !control && progress.frontierMs === progress.durationMs && progress.frontierMs > progress.provenMs;
}

/**
 * Judges one beat of a live lease. Credit is min(media advance, server time since the last beat, distance to the
 * next control); the server's time of a beat is spent whether or not it earned, so no two beats share a
 * millisecond (I1). Time counts towards the next control while play or buffering goes on (P006).
 */
export function judgeBeat(before: StudyState, beat: Beat, now: ClockReading): JudgedBeat {
  const { lease, progress } = before;
  const spentMs = elapsedMs(lease.counted, now);
  const toMs = Math.min(Math.max(beat.played.fromMs, beat.played.toMs), progress.durationMs);
  const advanceMs = Math.max(0, toMs - progress.frontierMs);
  const adrift = isAdrift(before, now);
  const reason = adrift ? 'gap' : refuse(before, beat, now, spentMs, advanceMs);
  // Copied, then written: members overridden within a copy cost several times as much, and this is done for every beat.
  const state: StudyState = { ...before };
  state.lease = { ...lease };
  state.lease.counted = now;
  state.lease.lastSeq = beat.seq;
  const events: EvidenceEvent[] = [];

  if (reason !== null) {
    const sendBack = reason !== 'paused' && beat.played.toMs > progress.frontierMs;
    if (sendBack) state.lease.mediaMs = progress.frontierMs;
    // A flood of one kind writes one row; from which clock on time is counted now stands in the log in any case.
    if (adrift || (reason !== 'paused' && reason !== lease.loggedReason)) {
      const { fromMs: claimedFromMs, toMs: claimedToMs } = beat.played;
      events.push({
        kind: 'uncounted',
        fence: lease.fence,
        beatSeq: beat.seq,
        reason,
        claimedFromMs,
        claimedToMs,
      });
      state.lease.loggedReason = reason;
    }
    const uncounted = reason === 'paused' && advanceMs === 0 ? null : reason;
    const sendBackToMs = sendBack ? progress.frontierMs : null;
    return { state, events, earnedMs: 0, uncounted, sendBackToMs, controlDue: endReached(state) };
  }

  const untilControlMs = Math.max(0, progress.controlGapMs - progress.sinceProofMs);
  const earnedMs = Math.min(advanceMs, spentMs, untilControlMs);
  const frontierMs = progress.frontierMs + earnedMs;
  const gapReached = spentMs >= untilControlMs;
  state.progress = { ...progress };
  state.progress.frontierMs = frontierMs;
  state.progress.sinceProofMs = Math.min(progress.controlGapMs, progress.sinceProofMs + spentMs);
  // What was really played past the due point waits for the answer.
  state.progress.carryMs = gapReached ? Math.max(0, Math.min(spentMs - earnedMs, toMs - frontierMs)) : 0;
  state.lease.mediaMs = Math.max(lease.mediaMs, toMs);
  state.lease.loggedReason = null;
  state.enrolment = { ...before.enrolment };
  state.enrolment.playedMs += spentMs;
  if (earnedMs > 0 || state.progress.carryMs > 0) {
    const { fence } = lease;
    events.push({
      kind: 'earned',
      fence,
      beatSeq: beat.seq,
      elapsedMs: spentMs,
      fromMs: progress.frontierMs,
      earnedMs,
    });
  }
  return {
    state,
    events,
    earnedMs,
    uncounted: null,
    sendBackToMs: null,
    controlDue: gapReached || endReached(state),
  };
}
