import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { Draw } from './draw-control.ts';
import { hourAtFrontier } from './draw-face-control.ts';
import { drawGap } from './draw-gap.ts';
import { answered, passControl, spendWaiting, type JudgedAnswer } from './judge-answer.ts';
import type { StudyState } from './study-state.ts';
import { withhold, withholdLate } from './withhold.ts';

/**
 * Judges the answer to an open face control by what the server found in its pictures (P007). Passed in time proves and
 * fills the class hour; passed late lets her go on; failed withholds the stretch and ends the lease: a person helps.
 */
export function judgeFaceAnswer(
  first: StudyState,
  found: 'passed' | 'failed',
  now: ClockReading,
  draw: Draw,
): JudgedAnswer {
  const gapMs = drawGap(first.lease.rules, draw.drawInt);
  const hour = hourAtFrontier(first);
  const { state: before, events } = withholdLate(spendWaiting(first, now), now, gapMs);
  const { control, progress, lease } = before;
  if (control?.kind !== 'face') throw new Error('no open face control');
  const unproven = { provenMs: progress.provenMs, gainedMs: 0, carryMs: 0 };

  if (found === 'failed') {
    events.push(answered(before, control, now, 'wrong_again', unproven));
    const held = withhold(before, 'face', gapMs);
    const ended: EvidenceEvent = { kind: 'lease_ended', fence: lease.fence, reason: 'failed_check' };
    const state: StudyState = {
      ...held.state,
      control: null,
      lease: { ...held.state.lease, endReason: 'failed_check' },
    };
    return { state, events: [...events, ...held.events, ended], result: 'face_failed' };
  }
  const sure = { ...before, enrolment: { ...before.enrolment, faceDoubt: false } };
  if (control.late) {
    events.push(answered(before, control, now, 'late', unproven));
    return { state: { ...sure, control: null }, events, result: 'late' };
  }
  const { state, events: proof } = passControl(sure, control, now, gapMs);
  const { enrolment } = state;
  const filled = { ...enrolment, faceCheckedHours: [...enrolment.faceCheckedHours, hour] };
  return { state: { ...state, enrolment: filled }, events: [...events, ...proof], result: 'right' };
}
