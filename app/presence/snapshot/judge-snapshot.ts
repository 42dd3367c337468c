import { faceThresholds, faceDistance, judgeDistance } from '../engine/compare-faces.ts';
import type { FaceTemplate, FrameObservation } from '../engine/observation.ts';
import { faceLimits } from '../challenge/face-limits.ts';
import { findPeople } from '../challenge/count-people.ts';
import type { SnapshotVerdict } from '../face-state.ts';

export type SnapshotJudged = {
  verdict: SnapshotVerdict;
  /** Whether it fills its class hour (P009). */
  counts: boolean;
  /** Whether the next control is to be a live check. */
  leavesDoubt: boolean;
  /** Of the nearest face to the enrolled one, thousandths; null without a face. */
  distance: number | null;
  faces: number;
  brightness: number;
  contrast: number;
};

/**
 * Says who is on one photograph, as far as a single frame can tell. `hasHelper`: she has said that somebody helps her,
 * so that a second face is nothing bad while her own is there. Every face must carry its embedding.
 */
export function judgeSnapshot(
  seen: FrameObservation,
  reference: FaceTemplate,
  hasHelper: boolean,
): SnapshotJudged {
  const people = findPeople(seen);
  const distances = people.map((face) => faceDistance(face, reference));
  const nearest = distances.length > 0 ? Math.min(...distances) : null;
  const verdict = nameSnapshot(seen, nearest, people.length);
  const isHers = nearest !== null && judgeDistance(nearest) !== 'other';
  const counts =
    verdict === 'match' || verdict === 'doubt' || (verdict === 'two_people' && hasHelper && isHers);
  return {
    verdict,
    counts,
    leavesDoubt: people.length > 0 && (nearest ?? 1) > faceThresholds.match,
    distance: nearest === null ? null : Math.round(nearest * 1_000),
    faces: people.length,
    brightness: Math.round(seen.brightness),
    contrast: Math.round(seen.contrast),
  };
}

function nameSnapshot(seen: FrameObservation, nearest: number | null, people: number): SnapshotVerdict {
  if (nearest === null) {
    const isCovered = seen.brightness < faceLimits.brightnessMin || seen.contrast < faceLimits.contrastMin;
    return isCovered ? 'covered' : 'nobody';
  }
  return people > 1 ? 'two_people' : judgeDistance(nearest);
}
