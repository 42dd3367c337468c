import type { PlanValues } from './plan.wire.ts';

export type PlanField = keyof PlanValues;

/** A value that somebody else changed: what a form showed, and what is stored now. */
export type PlanChange = { field: PlanField; was: string; now: string };

const fields = [
  ...(['title', 'courseVersionId', 'classType', 'placeCode', 'startsOn', 'endsOn', 'isSubsidised'] as const),
  ...(['totalHours', 'onlineTheory', 'practice', 'workstations', 'teacherIds'] as const),
] satisfies PlanField[];

const say = (value: PlanValues[PlanField]) =>
  Array.isArray(value) ? [...value].sort().join(' ') : String(value);

/** What changed between the plan a form showed and the stored one, in the order of the form. */
export function comparePlans(seen: PlanValues, now: PlanValues): PlanChange[] {
  return fields
    .map((field) => ({ field, was: say(seen[field]), now: say(now[field]) }))
    .filter(({ was, now: stored }) => was !== stored);
}
