import type { Baseline } from './gather-baseline.ts';
import type { GuideStep, Seen, WantedAction } from './seen.ts';

/**
 * How far an action has come. `straight`: she has still to look ahead with open eyes, where every action begins;
 * `ready`: the action may begin; `turning`: one frame has shown the turn; `turned`: her head is turned since `sinceMs`;
 * `closed`: her eyes are.
 */
export type Watch = {
  wanted: WantedAction;
  phase: 'straight' | 'ready' | 'turning' | 'turned' | 'closed' | 'over';
  blinks: number;
  sinceMs: number;
};

/** Degrees from her own straight look: turned enough for the server to see it; straight again. */
const turnedFrom = 11;
const straightWithin = 8;
/** Eye openness ÷ her own: closed for certain, open again. */
const closedBelow = 0.6;
const openFrom = 0.8;
/** A turn shorter than this may be a shake of the head, ms. */
const heldMs = 350;

export function watchAction(wanted: WantedAction): Watch {
  return { wanted, phase: 'straight', blinks: 0, sinceMs: 0 };
}

/** Follows one action from frame to frame. A second face, or none, sends it back to its start. */
export function guideAction(
  before: Watch,
  seen: Seen,
  baseline: Baseline,
): { watch: Watch; step: GuideStep } {
  if (before.phase === 'over') return { watch: before, step: 'wait' };
  if (seen.faces !== 1 || seen.yaw === null || seen.eyeOpenness === null)
    return { watch: watchAction(before.wanted), step: 'wait' };
  const yaw = seen.yaw - baseline.yaw;
  const openness = seen.eyeOpenness / baseline.eyeOpenness;
  if (before.phase === 'straight') {
    if (Math.abs(yaw) > straightWithin || openness < openFrom) return { watch: before, step: 'wait' };
    return { watch: { ...before, phase: 'ready' }, step: 'grab' };
  }
  return before.wanted.do === 'blink'
    ? followBlink(before, before.wanted.times, yaw, openness)
    : followTurn(before, before.wanted.do, yaw, seen.atMs);
}

/** Her own left is the right of an unmirrored picture, where yaw is above 0. */
function followTurn(before: Watch, side: 'turn_left' | 'turn_right', yaw: number, atMs: number) {
  const turned = (side === 'turn_left' ? yaw : -yaw) >= turnedFrom;
  if (!turned) return { watch: { ...before, phase: 'ready' as const }, step: 'wait' as const };
  // The head is still on its way: the next frame shows the turn more clearly.
  if (before.phase === 'ready')
    return { watch: { ...before, phase: 'turning' as const }, step: 'wait' as const };
  if (before.phase === 'turning')
    return { watch: { ...before, phase: 'turned' as const, sinceMs: atMs }, step: 'grab' as const };
  if (atMs - before.sinceMs < heldMs) return { watch: before, step: 'wait' as const };
  return { watch: { ...before, phase: 'over' as const }, step: 'done' as const };
}

/** Grabs each closed and each opened eye, so that the server can count. A turned head makes eyes look narrow. */
function followBlink(before: Watch, times: number, yaw: number, openness: number) {
  if (Math.abs(yaw) > straightWithin) return { watch: before, step: 'wait' as const };
  if (before.phase === 'ready') {
    if (openness > closedBelow) return { watch: before, step: 'wait' as const };
    return { watch: { ...before, phase: 'closed' as const }, step: 'grab' as const };
  }
  if (openness < openFrom) return { watch: before, step: 'wait' as const };
  const blinks = before.blinks + 1;
  if (blinks >= times) return { watch: { ...before, blinks, phase: 'over' as const }, step: 'done' as const };
  return { watch: { ...before, blinks, phase: 'ready' as const }, step: 'grab' as const };
}
