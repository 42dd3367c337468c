import type { ClockReading } from '../../platform/clock.ts';
import { elapsedMs } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { secureDraw } from '../../study/draw.server.ts';
import { planStep } from './challenge-time.ts';
import { drawWait } from './draw-challenge.ts';
import type { StepShown } from './face.wire.ts';
import { readChallengeRow, requireOpen } from './read-challenge-row.server.ts';
import type { Sitter } from '../require-face.server.ts';

/** Which action of which challenge; `step` counts from 1. */
export type StepWanted = Sitter & { challengeId: string; step: number };

/**
 * Shows one action, after the one before it can be over (D03). Asked again it is the same. Throws `challenge_gone`,
 * `bad_shape`, `too_fast`.
 */
export async function showStep(house: House, wanted: StepWanted, now: ClockReading): Promise<StepShown> {
  const { learnerId, challengeId, step } = wanted;
  return house.sql.begin(async (tx) => {
    const challenge = await readChallengeRow(tx, learnerId, challengeId, true);
    requireOpen(challenge, wanted, now);
    const { actions, shownMs, time } = challenge;
    const action = actions[step - 1];
    if (!action) throw new Refusal('bad_shape', { field: 'step' });
    const atMs = elapsedMs(time.asked, now);
    const plannedMs = planStep(actions, shownMs, step, atMs, drawWait(secureDraw.drawInt));
    if (plannedMs === null) throw new Refusal('too_fast', { retryAfterS: 1 });
    if (step > shownMs.length)
      await tx`update face_challenge set shown_ms = array_append(shown_ms, ${plannedMs}::int)
        where learner_id = ${learnerId} and id = ${challengeId}`;
    return {
      step,
      action: action.action,
      times: action.action === 'blink' ? action.times : 1,
      holdMs: action.action === 'blink' ? 0 : action.holdMs,
      waitMs: Math.max(0, plannedMs - atMs),
      last: step === actions.length,
    };
  });
}
