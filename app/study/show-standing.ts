import { elapsedMs, type ClockReading } from '../platform/clock.ts';
import type { StudyState } from './study-state.ts';
import type { ControlAsked, Standing, UncountedReason } from './study.wire.ts';
import { remainingMs } from './withhold.ts';

/** The open control as the browser may know it: ids and pictures, never which is right (C03). */
function showControl(state: StudyState, now: ClockReading): ControlAsked | null {
  const { control } = state;
  if (!control) return null;
  const base = `/study/controls/${control.id}`;
  return {
    id: control.id,
    kind: control.kind,
    attempt: control.attempt,
    remainingMs: remainingMs(state, now),
    audioUrl: `${base}/audio`,
    ask: control.kind === 'question' ? control.prompt : null,
    choices: control.choices.map(({ id, drawing, text }) => ({
      id,
      pictureUrl: drawing ? `${base}/pictures/${id}` : null,
      text: text ?? null,
    })),
  };
}

/** What is known of this request beyond the state. */
type Report = { earnedNowMs: number; uncounted: UncountedReason | null; sendBackToMs: number | null };

/** The answer to every study request: what is earned, what is withheld and why, what is asked next. */
export function showStanding(
  state: StudyState,
  now: ClockReading,
  report: Report = { earnedNowMs: 0, uncounted: null, sendBackToMs: null },
): Standing {
  const { lease, progress, enrolment } = state;
  const { rules } = lease;
  const held = progress.withheldToMs;
  const asked = enrolment.demand?.asked;
  return {
    fence: lease.fence,
    seq: lease.lastSeq,
    ...report,
    provenMs: progress.provenMs,
    frontierMs: progress.frontierMs,
    durationMs: progress.durationMs,
    creditedTotalMs: enrolment.creditedMs,
    withheld:
      held === null
        ? null
        : { fromMs: progress.provenMs, toMs: held, reason: progress.withheldReason ?? 'late' },
    control: showControl(state, now),
    snapshot:
      enrolment.demand && asked
        ? {
            id: enrolment.demand.id,
            remainingMs: Math.max(0, rules.snapshotAnswerMs - elapsedMs(asked, now)),
          }
        : null,
    completed: progress.completed,
    nextBeatMs: rules.beatMs,
  };
}
