import type { EvidenceEvent } from '../evidence/event.ts';
import { elapsedMs, type ClockReading } from '../platform/clock.ts';
import { classHourAt } from '../presence/snapshot/draw-snapshot.ts';
import { askControl, drawControl, type ControlPool, type Draw } from './draw-control.ts';
import { drawGap } from './draw-gap.ts';
import type { OpenControl, StudyState } from './study-state.ts';
import { withhold, withholdLate } from './withhold.ts';

export type AnswerOutcome = 'right' | 'wrong' | 'wrong_again' | 'late' | 'face_failed';
export type JudgedAnswer = { state: StudyState; events: EvidenceEvent[]; result: AnswerOutcome };

export function answered(
  before: StudyState,
  control: OpenControl,
  now: ClockReading,
  result: Exclude<AnswerOutcome, 'face_failed'> | 'swapped',
  proof: { provenMs: number; gainedMs: number; carryMs: number },
): EvidenceEvent {
  const tookMs = elapsedMs(control.asked, now);
  return {
    kind: 'control_answered',
    fence: before.lease.fence,
    controlId: control.id,
    result,
    tookMs,
    ...proof,
  };
}

/** A passed control proves everything up to the frontier, and counts what was played while it was on its way. */
function prove(before: StudyState, gapMs: number): StudyState {
  const { progress, enrolment } = before;
  const playedToMs = Math.min(progress.durationMs, progress.frontierMs + Math.min(progress.carryMs, gapMs));
  // The last seconds of a lesson need no control of their own while the stretch stays inside the band (I3).
  const wholeEnd =
    playedToMs === progress.durationMs &&
    playedToMs - progress.provenMs <= before.lease.rules.controlGapMaxMs;
  const provenMs = wholeEnd ? playedToMs : progress.frontierMs;
  const carryMs = playedToMs - provenMs;
  const repaired = progress.withheldToMs !== null && provenMs >= progress.withheldToMs;
  return {
    ...before,
    control: null,
    progress: {
      ...progress,
      provenMs,
      frontierMs: provenMs + carryMs,
      sinceProofMs: carryMs,
      carryMs: 0,
      controlGapMs: gapMs,
      withheldToMs: repaired ? null : progress.withheldToMs,
      withheldReason: repaired ? null : progress.withheldReason,
      completed: progress.completed || provenMs === progress.durationMs,
    },
    enrolment: {
      ...enrolment,
      creditedMs: enrolment.creditedMs + provenMs - progress.provenMs,
      witnessedHours: markWitnessed(before, provenMs),
    },
  };
}

/** Class hours that were proven under a clerk's witness, with those of the stretch up to `provenMs`. */
function markWitnessed({ lease, progress, enrolment }: StudyState, provenMs: number): number[] {
  if (lease.face !== 'witnessed' || provenMs === progress.provenMs) return enrolment.witnessedHours;
  const marked = new Set(enrolment.witnessedHours);
  const hourOf = (positionMs: number) => classHourAt(lease.baseMs + positionMs, lease.rules.classHourMs);
  for (let hour = hourOf(progress.provenMs); hour <= hourOf(provenMs - 1); hour++) marked.add(hour);
  return [...marked];
}

/**
 * The time while a control waited is nobody's study time, whatever is claimed afterwards (C02). What a message needs
 * on its way stays unspent, so that an honest player that went on until it was told loses nothing; not between two starts of
 * a machine, or two machines: no calendar gives time (I1).
 */
export function spendWaiting(before: StudyState, now: ClockReading): StudyState {
  const { lease } = before;
  const isOneClock = lease.counted.boot === now.boot;
  const keptMs = isOneClock ? Math.min(elapsedMs(lease.counted, now), lease.rules.leadMaxMs) : 0;
  const counted = { ...now, wallMs: now.wallMs - keptMs, monoMs: now.monoMs - keptMs };
  return { ...before, lease: { ...lease, counted } };
}

/**
 * Judges the answer to the open control. Right and in time proves; right but late lets her go on; wrong asks another;
 * wrong twice withholds the stretch. `state.control` must be open, and no face check: that is judged by its pictures.
 */
export function judgeAnswer(
  first: StudyState,
  answer: string,
  pool: ControlPool,
  now: ClockReading,
  draw: Draw,
): JudgedAnswer {
  const gapMs = drawGap(first.lease.rules, draw.drawInt);
  const { state: before, events } = withholdLate(spendWaiting(first, now), now, gapMs);
  const { control, progress } = before;
  if (!control) throw new Error('no open control');
  const unproven = { provenMs: progress.provenMs, gainedMs: 0, carryMs: 0 };

  if (answer !== control.rightAnswer) {
    if (control.attempt === 1 || control.late) {
      events.push(answered(before, control, now, 'wrong', unproven));
      const next = askControl(before, pool, now, draw, 2);
      return { state: next.state, events: [...events, ...next.events], result: 'wrong' };
    }
    events.push(answered(before, control, now, 'wrong_again', unproven));
    const held = withhold(before, 'wrong_twice', gapMs);
    return {
      state: { ...held.state, control: null },
      events: [...events, ...held.events],
      result: 'wrong_again',
    };
  }
  if (control.late) {
    events.push(answered(before, control, now, 'late', unproven));
    return { state: { ...before, control: null }, events, result: 'late' };
  }
  const passed = passControl(before, control, now, gapMs);
  return { state: passed.state, events: [...events, ...passed.events], result: 'right' };
}

/** The control is passed in time: what it proves, and whether that finishes the lesson. */
export function passControl(
  before: StudyState,
  control: OpenControl,
  now: ClockReading,
  gapMs: number,
): { state: StudyState; events: EvidenceEvent[] } {
  const { lease, progress } = before;
  const state = prove(before, gapMs);
  const { provenMs, frontierMs } = state.progress;
  const proof = { provenMs, gainedMs: provenMs - progress.provenMs, carryMs: frontierMs - provenMs };
  const events: EvidenceEvent[] = [answered(before, control, now, 'right', proof)];
  if (state.progress.completed && !progress.completed) {
    const { lessonId, ordinal, fence } = lease;
    events.push({ kind: 'lesson_completed', fence, lessonId, ordinal, durationMs: progress.durationMs });
  }
  return { state, events };
}

/** Another kind of question for who cannot hear or see this one: the same time limit, the same attempt. */
export function swapControl(
  before: StudyState,
  kind: 'picture' | 'number',
  pool: ControlPool,
  now: ClockReading,
  draw: Draw,
): { state: StudyState; events: EvidenceEvent[] } {
  const { control, progress, lease } = before;
  if (!control) throw new Error('no open control');
  const drawn = drawControl(pool, progress.frontierMs, draw, kind);
  const next: OpenControl = { ...control, ...drawn, id: draw.newId() };
  const { fence } = lease;
  const { frontierMs, provenMs } = progress;
  return {
    state: { ...before, control: next },
    events: [
      answered(before, control, now, 'swapped', { provenMs, gainedMs: 0, carryMs: 0 }),
      {
        kind: 'control_asked',
        fence,
        controlId: next.id,
        controlKind: next.kind,
        attempt: next.attempt,
        frontierMs,
      },
    ],
  };
}
