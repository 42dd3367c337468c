/** Where a class stands. `draft` and `returned` are the clerk's to change; study counts in `approved` only (P019). */
export const classStates = ['draft', 'applied', 'returned', 'rejected', 'approved'] as const;
export type ClassState = (typeof classStates)[number];

/** Whether plan and roster may still change. */
export function isClassEditable(state: ClassState): boolean {
  return state === 'draft' || state === 'returned';
}
