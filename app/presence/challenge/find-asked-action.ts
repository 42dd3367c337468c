import type { ChallengeAction } from '../face-state.ts';

/** The action that was on the screen when a frame arrived: times in ms after the challenge was asked. Null: none yet. */
export function findAskedAction(
  actions: ChallengeAction[],
  shownMs: number[],
  arrivedMs: number,
): ChallengeAction | null {
  const shown = shownMs.filter((ms) => ms <= arrivedMs).length;
  return actions[shown - 1] ?? null;
}
