import { stepSnapshot } from '../presence/snapshot/draw-snapshot.ts';
import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import { askControl, type ControlPool, type Draw } from './draw-control.ts';
import { isFaceDue } from './draw-face-control.ts';
import { drawGap } from './draw-gap.ts';
import { judgeBeat } from './judge-beat.ts';
import { showStanding } from './show-standing.ts';
import type { StudyState } from './study-state.ts';
import type { Beat, Standing } from './study.wire.ts';
import { withholdLate } from './withhold.ts';

/**
 * The whole way of one beat: an overdue control withholds, the beat is judged, a due control is asked, a drawn
 * photograph is asked, and the answer is written. Pure: the same state, beat, clock and draws give the same result.
 */
export function takeBeat(
  first: StudyState,
  beat: Beat,
  pool: ControlPool,
  now: ClockReading,
  draw: Draw,
): { state: StudyState; events: EvidenceEvent[]; standing: Standing } {
  const settled = withholdLate(first, now, drawGap(first.lease.rules, draw.drawInt));
  const judged = judgeBeat(settled.state, beat, now);
  const events = [...settled.events, ...judged.events];
  let { state } = judged;
  if (judged.controlDue) {
    const kind = isFaceDue(state, draw.drawInt) ? 'face' : undefined;
    const asked = askControl(state, pool, now, draw, 1, kind);
    state = asked.state;
    events.push(...asked.events);
  }
  if (beat.state === 'playing') {
    const step = stepSnapshot(state, Math.min(beat.played.toMs, state.progress.frontierMs), now, draw);
    state = step.state;
    events.push(...step.events);
  }
  const { earnedMs: earnedNowMs, uncounted, sendBackToMs } = judged;
  return { state, events, standing: showStanding(state, now, { earnedNowMs, uncounted, sendBackToMs }) };
}
