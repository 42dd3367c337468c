import { elapsedMs } from '../platform/clock.ts';
import type { ChainedEvent } from './event.ts';
import type { ReplayedLease, ReplayedLesson } from './replay-state.ts';

type Answered = Extract<ChainedEvent, { kind: 'control_answered' }>;

/** A right answer proves what the log has earned, plus what was played while the control was on its way (I3). */
function prove(lease: ReplayedLease, lesson: ReplayedLesson, event: Answered): string | null {
  const endMs = event.provenMs + event.carryMs;
  const stretchMs = event.provenMs - lesson.provenMs;
  if (event.tookMs > lease.opened.controlAnswerMs) return 'an answer that came too late proves (P006)';
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

/** Applies the answer to the open control; answers why it cannot be true, or null. */
export function replayAnswer(lease: ReplayedLease, lesson: ReplayedLesson, event: Answered): string | null {
  const { control } = lesson;
  if (!control || control.id !== event.controlId) return 'it answers a control that is not open (C07)';
  if (event.tookMs !== elapsedMs(control.asked, event.at))
    return 'it states another answering time than the log';
  lesson.control = null;
  if (event.result === 'right') return prove(lease, lesson, event);
  if (event.result === 'swapped') lesson.swappedFrom = control.asked;
  return event.provenMs === lesson.provenMs && event.carryMs === 0
    ? null
    : 'a control that was not passed proves';
}
