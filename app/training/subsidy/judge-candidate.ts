/** What is known of a learner of a subsidised class that was approved, when a list is drawn up. */
export type Candidate = {
  hasIdNumber: boolean;
  /** The external assessment; null: no result yet. */
  isPassed: boolean | null;
  certificateNumber: string | null;
  isSatisfied: boolean;
  isCancelled: boolean;
  isBarred: boolean;
};

export const leftOutReasons = [
  'barred',
  'cancelled',
  'unsatisfied',
  'not_assessed',
  'failed',
  'no_certificate',
  'no_id_number',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Why a learner is left out of a list, the gravest first (P044, P053, P057, P081, P083); null: she is on it. */
export function judgeCandidate(one: Candidate): LeftOutReason | null {
  if (one.isBarred) return 'barred';
  if (one.isCancelled) return 'cancelled';
  if (!one.isSatisfied) return 'unsatisfied';
  if (one.isPassed === null) return 'not_assessed';
  if (!one.isPassed) return 'failed';
  if (one.certificateNumber === null) return 'no_certificate';
  return one.hasIdNumber ? null : 'no_id_number';
}
