/** What is counted: results in all, those of subsidised classes, with a certificate, with one of level 3 or above (P108). */
export const targetMeasures = ['trained', 'subsidised', 'skilled', 'highly_skilled'] as const;
export type TargetMeasure = (typeof targetMeasures)[number];

/** Groups of people that documents set targets for; any other group is an occupation by its id. */
export const targetGroups = ['all', 'care_service', 'elder_care', 'social_worker', 'family_care'] as const;
export type TargetGroup = (typeof targetGroups)[number];

/** Of a result, what tells which group it belongs to; the code is of the national occupation classification. */
export type GroupedResult = { occupationId: string; occupationCode: string; classType: string };

const codes: Partial<Record<TargetGroup, string>> = {
  elder_care: '4-10-01-05',
  social_worker: '2-07-09-01',
};

/** Whether a result counts for a group. Everything that is trained here is care service (P104, P109, P112). */
export function isInGroup(
  { occupationId, occupationCode, classType }: GroupedResult,
  group: string,
): boolean {
  switch (group) {
    case 'all':
    case 'care_service':
      return true;
    case 'elder_care':
    case 'social_worker':
      return occupationCode === codes[group];
    case 'family_care':
      return classType === 'family_care';
    default:
      return occupationId === group;
  }
}

/** Level 3 (高级工) and above (P108). */
export function isHighlySkilled(level: string): boolean {
  return /^(?:[一二三]级|高级工|技师|高级技师)/.test(level.trim());
}
