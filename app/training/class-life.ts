/** Where a class stands. `draft` and `returned` are the clerk's to change; study counts in `approved` only (P019). */
export const classStates = ['draft', 'applied', 'returned', 'rejected', 'approved'] as const;
export type ClassState = (typeof classStates)[number];

/** What can happen to a class. `apply` is the clerk's, the others are the bureau's. */
export const classSteps = ['apply', 'approve', 'return', 'reject'] as const;
export type ClassStep = (typeof classSteps)[number];

const steps: Record<ClassStep, { from: readonly ClassState[]; to: ClassState; by: 'clerk' | 'bureau' }> = {
  apply: { from: ['draft', 'returned'], to: 'applied', by: 'clerk' },
  approve: { from: ['applied'], to: 'approved', by: 'bureau' },
  return: { from: ['applied'], to: 'returned', by: 'bureau' },
  reject: { from: ['applied'], to: 'rejected', by: 'bureau' },
};

/** Where `step` leads from `state`, and who may take it; null: nowhere. */
export function stepClass(
  state: ClassState,
  step: ClassStep,
): { to: ClassState; by: 'clerk' | 'bureau' } | null {
  const { from, to, by } = steps[step];
  return from.includes(state) ? { to, by } : null;
}

/** Whether plan and roster may still change. */
export function isClassEditable(state: ClassState): boolean {
  return state === 'draft' || state === 'returned';
}
