/** What was done with a staff account. */
export const staffStepKinds = ['joined', 'suspended', 'returned', 'second_step_reset'] as const;
export type StaffStepKind = (typeof staffStepKinds)[number];
