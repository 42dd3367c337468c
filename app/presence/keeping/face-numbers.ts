import { faceThresholds } from '../engine/compare-faces.ts';
import { modelFiles, modelId } from '../engine/models.ts';
import { faceLimits } from '../challenge/face-limits.ts';
import type { FaceThresholds } from './is-assessment-due.ts';

/** By which model and numbers verdicts come about now: what an impact assessment and a filing speak of. */
export const faceNumbers: {
  modelId: string;
  thresholds: FaceThresholds;
  files: { name: string; sha256: string }[];
} = {
  modelId,
  thresholds: { ...faceThresholds, ...faceLimits },
  files: Object.values(modelFiles).map(({ package: from, file, sha256 }) => ({
    name: `${from}/${file}`,
    sha256,
  })),
};
