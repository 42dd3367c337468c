/**
 * Where a class stands. `draft` and `returned` are the clerk's to change; study counts in `approved` only, on the days of
 * the class (P019). `closed`: it is over and was inspected.
 */
export const classStates = ['draft', 'applied', 'returned', 'rejected', 'approved', 'closed'] as const;
export type ClassState = (typeof classStates)[number];

/** What can happen to a class; the database's own trigger holds the same pairs. */
const steps = {
  apply: { from: ['draft', 'returned'], to: 'applied', by: 'clerk' },
  approve: { from: ['applied'], to: 'approved', by: 'bureau' },
  return: { from: ['applied'], to: 'returned', by: 'bureau' },
  reject: { from: ['applied'], to: 'rejected', by: 'bureau' },
  close: { from: ['approved'], to: 'closed', by: 'clerk' },
} as const satisfies Record<string, { from: readonly ClassState[]; to: ClassState; by: 'clerk' | 'bureau' }>;
export type ClassStep = keyof typeof steps;

/** Where `step` leads from `state`, and who may take it; null: nowhere. */
export function stepClass(
  state: ClassState,
  step: ClassStep,
): { to: ClassState; by: 'clerk' | 'bureau' } | null {
  const { from, to, by } = steps[step];
  return (from as readonly ClassState[]).includes(state) ? { to, by } : null;
}

/** What a bureau may decide of an application. */
export const classDecisions = ['approve', 'return', 'reject'] as const satisfies readonly ClassStep[];
export type ClassDecision = (typeof classDecisions)[number];

/** Whether plan and roster may still change. */
export function isClassEditable(state: ClassState): boolean {
  return state === 'draft' || state === 'returned';
}
