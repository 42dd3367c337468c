import type { EvidenceEvent } from '../evidence/event.ts';
import { elapsedMs, type ClockReading } from '../platform/clock.ts';
import type { StudyState, WithheldReason } from './study-state.ts';

/** A change of state and the events that say so. */
export type Step = { state: StudyState; events: EvidenceEvent[] };

/** Takes back what was played since the last proof; it can be studied again from there (I3). */
export function withhold(before: StudyState, reason: WithheldReason, gapMs: number): Step {
  const { lease, progress, control } = before;
  const { provenMs: fromMs, frontierMs: toMs } = progress;
  const state: StudyState = {
    ...before,
    lease: { ...lease, mediaMs: fromMs },
    progress: { ...progress, frontierMs: fromMs, carryMs: 0, sinceProofMs: 0, controlGapMs: gapMs },
  };
  if (toMs === fromMs) return { state, events: [] };
  state.progress.withheldToMs = Math.max(progress.withheldToMs ?? 0, toMs);
  state.progress.withheldReason = reason;
  const controlId = control?.id ?? '';
  return { state, events: [{ kind: 'withheld', fence: lease.fence, controlId, fromMs, toMs, reason }] };
}

/** Milliseconds left to answer the open control; 0 when it is late. */
export function remainingMs(state: StudyState, now: ClockReading): number {
  const { control } = state;
  return control ? Math.max(0, control.answerMs - elapsedMs(control.asked, now)) : 0;
}

/** When the open control's time is over: withholds once, and leaves it open, so that its answer lets her go on. */
export function withholdLate(before: StudyState, now: ClockReading, gapMs: number): Step {
  const { control } = before;
  if (!control || control.late || elapsedMs(control.asked, now) <= control.answerMs)
    return { state: before, events: [] };
  return withhold({ ...before, control: { ...control, late: true } }, 'late', gapMs);
}
