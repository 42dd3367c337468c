/** What of a learner, or of many at once, was looked at. */
export const lookKinds = [
  'picture',
  'person',
  'case',
  'case_list',
  'class_learner',
  'evidence',
  'learner_list',
  'board',
  'board_file',
  'export_file',
  'roster',
  'questionnaire',
  'sheet',
  'application',
  'ending',
  'attendance',
  'tests',
  'proofs',
  'subsidy',
  'subsidy_file',
] as const;
export type LookKind = (typeof lookKinds)[number];
