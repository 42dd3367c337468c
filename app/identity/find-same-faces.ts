import { faceDistance, judgeDistance } from '../presence/engine/compare-faces.ts';
import type { FaceTemplate } from '../presence/engine/observation.ts';

/** A confirmed face, opened for comparing. */
export type OpenedFace = { learnerId: string; referenceId: string; template: FaceTemplate };

/** Which of `others` show the person of `one` under another account; templates of another model set are left out. */
export function findSameFaces(one: OpenedFace, others: readonly OpenedFace[]): OpenedFace[] {
  return others.filter(
    (other) =>
      other.learnerId !== one.learnerId &&
      other.template.modelId === one.template.modelId &&
      judgeDistance(faceDistance(one.template, other.template)) === 'match',
  );
}
