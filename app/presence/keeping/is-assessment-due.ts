/** Numbers that decide verdicts, by name: a change of any asks for a new impact assessment. */
export type FaceThresholds = Record<string, number>;

/** An entry of the register of impact assessments. */
export type Assessment = {
  id: string;
  version: string;
  modelId: string;
  thresholds: FaceThresholds;
  /** YYYY-MM-DD */
  assessedOn: string;
  assessedBy: string | null;
  summary: string;
  enteredAtMs: number;
};

/** Whether nothing in the register, newest first, covers the model and thresholds of now by its newest entry. */
export function isAssessmentDue(
  register: readonly Pick<Assessment, 'modelId' | 'thresholds'>[],
  modelId: string,
  thresholds: FaceThresholds,
): boolean {
  const [newest] = register;
  if (!newest || newest.modelId !== modelId) return true;
  const names = new Set([...Object.keys(newest.thresholds), ...Object.keys(thresholds)]);
  return [...names].some((name) => newest.thresholds[name] !== thresholds[name]);
}
