import type { FaceSeen } from '../engine/observation.ts';
import { faceLimits } from './face-limits.ts';

/** What a face does in one frame, from the person's own side. */
export type Pose = 'ahead' | 'left' | 'right' | 'shut';

/** How this person looks straight ahead with open eyes, in this challenge. */
export type PoseBaseline = { yaw: number; openness: number };

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Mean opening of both eyes. */
export function opennessOf({ eyes }: FaceSeen): number {
  return (eyes.left + eyes.right) / 2;
}

/** The person's own straight look: the median of the frames before the first action; a blink among them is no matter. */
export function readBaseline(faces: readonly FaceSeen[]): PoseBaseline {
  return { yaw: median(faces.map(({ yaw }) => yaw)), openness: Math.max(...faces.map(opennessOf)) };
}

/**
 * Names what a face does against its own baseline. The camera looks at the person, so her LEFT is at the RIGHT of the
 * unmirrored picture: turning to her left moves the nose to the picture's right, which is yaw above 0. Eyes are read
 * only while she looks ahead: a turned head makes them narrow.
 */
export function namePose(face: FaceSeen, baseline: PoseBaseline): Pose {
  const yaw = face.yaw - baseline.yaw;
  if (yaw >= faceLimits.turnDegrees) return 'left';
  if (yaw <= -faceLimits.turnDegrees) return 'right';
  return opennessOf(face) / baseline.openness <= faceLimits.blinkRatio ? 'shut' : 'ahead';
}
