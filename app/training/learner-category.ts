/**
 * Who a learner is, as the subsidy asks (P026–P028): employed in the post, learning a new post, out of work, a rural
 * worker, a graduate, in school in the graduating year, or somebody else.
 */
export const learnerCategories = [
  'employee',
  'transfer',
  'unemployed',
  'rural',
  'graduate',
  'student',
  'other',
] as const;
export type LearnerCategory = (typeof learnerCategories)[number];
