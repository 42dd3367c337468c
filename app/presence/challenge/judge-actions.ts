import type { ChallengeAction } from '../face-state.ts';
import type { Pose } from './name-pose.ts';

/** What one step asked and what its frames show, in the order of arrival. */
export type StepSeen = { asked: ChallengeAction; poses: Pose[] };

const poseOf = { turn_left: 'left', turn_right: 'right', blink: 'shut' } as const;

/** How often the eyes closed: shut frames with an open one between them are two blinks. */
export function countBlinks(poses: readonly Pose[]): number {
  return poses.filter((pose, i) => pose === 'shut' && poses[i - 1] !== 'shut').length;
}

/** The poses of a step without its beginning, in which she still comes back from the action before. */
function afterReturn(poses: readonly Pose[], before: ChallengeAction | undefined): Pose[] {
  if (!before || before.action === 'blink') return [...poses];
  const first = poses.findIndex((pose) => pose !== poseOf[before.action]);
  return first < 0 ? [] : poses.slice(first);
}

/**
 * Whether every action was done in its own time, in the order it was asked, and nothing else (P007, D03). A turn needs
 * a frame of its beginning and one of its hold. One blink more than asked is a person's own; eyes may close in a turn.
 */
export function judgeActions(steps: readonly StepSeen[]): 'action_missing' | 'wrong_action' | null {
  let missing = false;
  for (const [i, { asked, poses: all }] of steps.entries()) {
    const poses = afterReturn(all, steps[i - 1]?.asked);
    const turns = poses.filter((pose) => pose === 'left' || pose === 'right');
    if (asked.action === 'blink') {
      const blinks = countBlinks(poses);
      if (turns.length > 0 || blinks > asked.times + 1) return 'wrong_action';
      if (blinks < asked.times) missing = true;
    } else {
      const wanted = poseOf[asked.action];
      if (turns.some((pose) => pose !== wanted)) return 'wrong_action';
      if (turns.length < 2) missing = true;
    }
  }
  return missing ? 'action_missing' : null;
}
