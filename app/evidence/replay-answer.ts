import { elapsedMs } from '../platform/clock.ts';
import type { ChainedEvent } from './event.ts';
import type { Replay, ReplayedControl, ReplayedLease, ReplayedLesson } from './replay-state.ts';

type Answered = Extract<ChainedEvent, { kind: 'control_answered' }>;

/** A right answer proves what the log has earned, plus what was played while the control was on its way (I3). */
function prove(
  lease: ReplayedLease,
  lesson: ReplayedLesson,
  control: ReplayedControl,
  event: Answered,
): string | null {
  const endMs = event.provenMs + event.carryMs;
  const stretchMs = event.provenMs - lesson.provenMs;
  const { controlAnswerMs, faceControlMs } = lease.opened;
  const limitMs = control.kind === 'face' ? faceControlMs : controlAnswerMs;
  if (event.tookMs > limitMs) return 'an answer that came too late proves (P006)';
  if (event.provenMs < lesson.frontierMs || event.carryMs < 0)
    return 'it proves less than the log has earned';
  if (endMs - lesson.frontierMs > lesson.spareMs)
    return 'it carries more time than the last beat left (P004)';
  if (event.provenMs > lesson.frontierMs && event.provenMs !== lesson.durationMs)
    return 'it proves beyond what was earned';
  if (endMs > lesson.durationMs) return 'it proves beyond the end of the lesson';
  if (event.gainedMs !== stretchMs) return 'it states another gain than the log';
  if (stretchMs > lease.opened.controlGapMaxMs) return 'one control proves too long a stretch (P006)';
  lesson.longestStretchMs = Math.max(lesson.longestStretchMs, stretchMs);
  lesson.provenMs = event.provenMs;
  lesson.frontierMs = endMs;
  lesson.spareMs = 0;
  return null;
}

/** The class hours (from 0) of a stretch of this lesson. */
function hoursOf({ opened }: ReplayedLease, fromMs: number, toMs: number): string[] {
  const hourAt = (positionMs: number) => Math.floor((opened.baseMs + positionMs) / opened.classHourMs);
  const first = hourAt(fromMs);
  const count = hourAt(Math.max(fromMs, toMs - 1)) - first + 1;
  return Array.from({ length: count }, (_, i) => `${opened.enrolmentId}/${first + i}`);
}

/** A right answer, with what it says of who gave it (P007). */
function pass(
  replay: Replay,
  lease: ReplayedLease,
  lesson: ReplayedLesson,
  control: ReplayedControl,
  event: Answered,
): string | null {
  const before = lesson.provenMs;
  const why = prove(lease, lesson, control, event);
  if (why) return why;
  if (lease.opened.face === 'witnessed' && lesson.provenMs > before)
    for (const hour of hoursOf(lease, before, lesson.provenMs)) replay.witnessed.add(hour);
  if (control.kind !== 'face') return null;
  const atMs = Math.min(control.frontierMs, lesson.durationMs - 1);
  const [hour = ''] = hoursOf(lease, atMs, atMs + 1);
  replay.faceChecks.set(hour, (replay.faceChecks.get(hour) ?? 0) + 1);
  return null;
}

/** Applies the answer to the open control; answers why it cannot be true, or null. */
export function replayAnswer(
  replay: Replay,
  lease: ReplayedLease,
  lesson: ReplayedLesson,
  event: Answered,
): string | null {
  const { control } = lesson;
  if (!control || control.id !== event.controlId) return 'it answers a control that is not open (C07)';
  if (event.tookMs !== elapsedMs(control.asked, event.at))
    return 'it states another answering time than the log';
  lesson.control = null;
  const passesFace = control.kind === 'face' && (event.result === 'right' || event.result === 'late');
  if (passesFace && ![...replay.passed.values()].some(({ controlId }) => controlId === control.id))
    return 'a face control is passed without a live check (P007)';
  if (event.result === 'right') return pass(replay, lease, lesson, control, event);
  if (event.result === 'swapped') lesson.swappedFrom = control.asked;
  return event.provenMs === lesson.provenMs && event.carryMs === 0
    ? null
    : 'a control that was not passed proves';
}
