import type { StudyState } from './study-state.ts';

/**
 * Whether the key of the group that begins at `groupStartMs` may be given out now (I10): its beginning is earned, or
 * lies within the look-ahead, which ends at the next control's due position. `spread` in [0, 1) differs for every
 * learner and group, so that a refusal alone does not foretell a control (C09).
 */
export function mayReleaseKey(state: StudyState, groupStartMs: number, spread: () => number): boolean {
  const { progress, lease, control } = state;
  if (progress.completed || groupStartMs <= progress.frontierMs + progress.carryMs) return true;
  if (control) return false;
  const { keyAheadMinMs, keyAheadMaxMs } = lease.rules;
  const aheadMs = keyAheadMinMs + Math.floor(spread() * (keyAheadMaxMs - keyAheadMinMs));
  const dueMs = progress.frontierMs + progress.controlGapMs - progress.sinceProofMs;
  return groupStartMs <= Math.min(progress.frontierMs + aheadMs, dueMs);
}
