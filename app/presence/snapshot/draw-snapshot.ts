import type { EvidenceEvent } from '../../evidence/event.ts';
import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import type { Draw } from '../../study/draw-control.ts';
import type { SnapshotDemand, StudyState } from '../../study/study-state.ts';
import type { Step } from '../../study/withhold.ts';

/** The class hour, counted from 0, that the media position `courseMs` of the course belongs to. */
export function classHourAt(courseMs: number, classHourMs: number): number {
  return Math.floor(courseMs / classHourMs);
}

/**
 * The hour of a photograph that the learner brought about herself, by wrong answers: none. It says who answers, and
 * stands in for no moment that the server chose (I6).
 */
const noHour = -1;

/** First moment after a draw, and the share of the rest of the hour that a moment may fall in: room for a second try. */
const soonestMs = 10_000;
const shareOfHour = 0.8;

/** Draws a moment in the rest of the class hour, on the clock of played time; the browser is not told (I6). */
function drawMoment(
  state: StudyState,
  courseMs: number,
  hour: number,
  draw: Draw,
  withinMs: number,
): SnapshotDemand {
  const { rules } = state.lease;
  const restMs = Math.min((hour + 1) * rules.classHourMs - courseMs, withinMs);
  const latestMs = Math.max(1, Math.floor(restMs * shareOfHour));
  const earliestMs = Math.min(soonestMs, Math.floor(latestMs / 2));
  const duePlayedMs = state.enrolment.playedMs + earliestMs + draw.drawInt(latestMs - earliestMs + 1);
  return { id: draw.newId(), classHour: hour, duePlayedMs, asked: null };
}

/**
 * Keeps the learner's photograph demands moving while she plays at `positionMs` of the lesson (P009): draws one when
 * the class hour under this position lacks a photograph, asks it when its moment comes, and draws again when it was
 * missed. Studying an hour again that has no photograph draws one there too: that is its repair.
 */
export function stepSnapshot(before: StudyState, positionMs: number, now: ClockReading, draw: Draw): Step {
  const { lease, enrolment } = before;
  const courseMs = lease.baseMs + Math.min(positionMs, before.progress.durationMs - 1);
  const hour = classHourAt(courseMs, lease.rules.classHourMs);
  const events: EvidenceEvent[] = [];
  let demand = enrolment.demand;
  let withinMs = Number.MAX_SAFE_INTEGER;

  if (demand?.asked && elapsedMs(demand.asked, now) > lease.rules.snapshotAnswerMs) {
    events.push({
      kind: 'snapshot_missed',
      fence: lease.fence,
      demandId: demand.id,
      classHour: demand.classHour,
    });
    if (demand.classHour !== noHour) withinMs = lease.rules.classHourMs / 8;
    demand = null;
  }
  if (demand && demand.asked === null && demand.classHour !== hour) demand = null;
  const held = enrolment.photographedHours.filter((one) => one === hour).length;
  if (!demand && held < lease.rules.snapshotsPerHour) {
    demand = drawMoment(before, courseMs, hour, draw, withinMs);
  }
  if (demand && demand.asked === null && enrolment.playedMs >= demand.duePlayedMs) {
    demand = { ...demand, asked: now };
    events.push({
      kind: 'snapshot_asked',
      fence: lease.fence,
      demandId: demand.id,
      classHour: demand.classHour,
    });
  }
  if (demand === enrolment.demand) return { state: before, events };
  return { state: { ...before, enrolment: { ...enrolment, demand } }, events };
}

/** Asks for a photograph at once: after two wrong answers somebody must be seen. The class hour keeps its own moment. */
export function askSnapshotNow(before: StudyState, now: ClockReading, draw: Draw): Step {
  const { lease, enrolment } = before;
  if (enrolment.demand?.asked) return { state: before, events: [] };
  const demand = { id: draw.newId(), classHour: noHour, duePlayedMs: enrolment.playedMs, asked: now };
  const { fence } = lease;
  const event = { kind: 'snapshot_asked', fence, demandId: demand.id, classHour: noHour } as const;
  return { state: { ...before, enrolment: { ...enrolment, demand } }, events: [event] };
}
