import type { FaceSeen, FrameObservation } from '../engine/observation.ts';

/** A second face counts when it is as sure and as large as a person beside her; a poster far behind is nobody. */
const scoreMin = 0.6;
const areaPermilleMin = 8;

/** The faces of a frame that are people: hers first. */
export function findPeople({ faces }: FrameObservation): FaceSeen[] {
  return faces.filter(
    ({ score, areaPermille }, i) => i === 0 || (score >= scoreMin && areaPermille >= areaPermilleMin),
  );
}
