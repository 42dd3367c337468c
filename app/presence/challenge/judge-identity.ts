import { faceDistance } from '../engine/compare-faces.ts';
import type { FaceSeen, FaceTemplate } from '../engine/observation.ts';
import { faceLimits } from './face-limits.ts';
import { median, type Pose } from './name-pose.ts';

export type FacePosed = { face: FaceSeen | null; pose: Pose | null };

export type Identity = {
  /** All frames show one person. */
  isOne: boolean;
  /** Median distance of the straight-ahead frames to the enrolled face; null: nothing to compare. */
  distance: number | null;
  /** The largest distance of any frame to the best straight look; null without one. */
  spread: number | null;
  frontAt: number | null;
};

const hasNumbers = (face: FaceSeen | null): face is FaceSeen => face !== null && face.embedding.length > 0;

/** The straight look that lies nearest to all the others. */
function findFront(frames: readonly FacePosed[]): number | null {
  const ahead = frames.flatMap(({ face, pose }, at) =>
    pose === 'ahead' && hasNumbers(face) ? [{ face, at }] : [],
  );
  const far = ahead.map(({ face }) => ahead.reduce((sum, other) => sum + faceDistance(face, other.face), 0));
  return ahead[far.indexOf(Math.min(...far))]?.at ?? null;
}

/**
 * Whether one person is on all frames, and how far she is from the enrolled face. A turned head lies farther from the
 * straight look of the same person, so that it has a bound of its own.
 */
export function judgeIdentity(frames: readonly FacePosed[], reference: FaceTemplate | null): Identity {
  const frontAt = findFront(frames);
  const front = frontAt === null ? null : (frames[frontAt]?.face ?? null);
  if (!front) return { isOne: false, distance: null, spread: null, frontAt: null };
  let isOne = true;
  let spread = 0;
  const toReference: number[] = [];
  for (const { face, pose } of frames) {
    if (!hasNumbers(face)) continue;
    const apart = faceDistance(face, front);
    const isTurned = pose === 'left' || pose === 'right';
    if (apart > (isTurned ? faceLimits.turnedSpreadMax : faceLimits.oneSpreadMax)) isOne = false;
    spread = Math.max(spread, apart);
    if (reference && pose === 'ahead') toReference.push(faceDistance(face, reference));
  }
  return { isOne, distance: reference ? median(toReference) : null, spread, frontAt };
}
