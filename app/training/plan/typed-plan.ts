import type { PlanChange, PlanField } from './compare-plans.ts';
import type { PlanTold } from './plan-told.ts';
import type { PlanValues } from './plan.wire.ts';

/** A plan as its form holds it; a tick is `on`. */
export type TypedPlan = Record<Exclude<PlanField, 'teacherIds'>, string> & { teacherIds: string[] };

/** The stored plan, ready to be typed over. */
export function typedOf(values: PlanValues): TypedPlan {
  return {
    ...values,
    isSubsidised: values.isSubsidised ? 'on' : '',
    totalHours: String(values.totalHours),
    onlineTheory: String(values.onlineTheory),
    practice: String(values.practice),
    workstations: String(values.workstations),
  };
}

/** A typed value as changes are told. */
function textOf(typed: TypedPlan, field: PlanField): string {
  if (field === 'isSubsidised') return String(typed.isSubsidised === 'on');
  return field === 'teacherIds' ? [...typed.teacherIds].sort().join(' ') : typed[field];
}

/** What was typed, with the values that somebody else changed where this form had left them as they were. */
export function joinChanges(typed: TypedPlan, changes: readonly PlanChange[], stored: TypedPlan): TypedPlan {
  const untouched = changes.filter(({ field, was }) => textOf(typed, field) === was);
  return { ...typed, ...Object.fromEntries(untouched.map(({ field }) => [field, stored[field]])) };
}

/** What the form starts from: what was sent as it was typed, else what is stored. */
export function startTyping(told: PlanTold | null, values: PlanValues): TypedPlan {
  const stored = typedOf(values);
  const sent = told?.last.initialValue as Partial<TypedPlan> | null | undefined;
  if (!sent) return stored;
  // What is not among it was left empty, a box without a tick too.
  const empty = Object.fromEntries(Object.keys(stored).map((field) => [field, '']));
  const typed = { ...empty, ...sent, teacherIds: [sent.teacherIds ?? []].flat() } as TypedPlan;
  return joinChanges(typed, told?.changes ?? [], stored);
}
