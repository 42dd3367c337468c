import type { RuleProfileParameters } from '../rule-profile.ts';
import {
  neededFor,
  onlineBound,
  onlineMost,
  practiceLeast,
  teachersNeeded,
  totalHours,
  type ClassHours,
} from './judge-hours.ts';

/** What a plan says, and what there is beside it: content in whole class hours, learners on the roster. */
export type Plan = {
  hours: ClassHours;
  startsOn: string;
  endsOn: string;
  teachers: number;
  workstations: number;
  learners: number;
  contentHours: number;
};

export type PlanRules = Pick<
  RuleProfileParameters,
  | 'online_theory_max_pct'
  | 'practical_min_pct'
  | 'min_total_hours'
  | 'teachers_min'
  | 'teacher_ratio'
  | 'workstation_ratio'
  | 'class_max_learners'
  | 'basis'
>;

export const planFaults = [
  'hours_missing',
  'online_over',
  'practice_under',
  'total_under',
  'content_short',
  'dates_turned',
  'teachers_few',
  'workstations_few',
  'class_full',
] as const;
export type PlanFaultCode = (typeof planFaults)[number];

/** One refusal of a plan: the rule, and its figures: what is now, and the most or the least that may be, of which total. */
export type PlanFault = {
  code: PlanFaultCode;
  clause: string | null;
  facts: { now: number; limit: number; total: number; learners: number };
};

/**
 * Faults that no stored plan may have, not even a draft: hours beyond a share, more online than there is content, dates
 * turned round. The others may wait until the class is handed in.
 */
export const faultsOfDraft: readonly PlanFaultCode[] = [
  'online_over',
  'practice_under',
  'content_short',
  'dates_turned',
];

/** Everything that keeps a plan from being handed in, in the order of its form; empty: nothing (P001, P029–P034, P037–P039). */
export function judgePlan(plan: Plan, rules: PlanRules): PlanFault[] {
  const { hours, learners } = plan;
  const total = totalHours(hours);
  const faults: PlanFault[] = [];
  const find = (code: PlanFaultCode, parameter: keyof PlanRules | null, now: number, limit: number) => {
    const clause = parameter === null ? null : (rules.basis[parameter] ?? null);
    faults.push({ code, clause, facts: { now, limit, total, learners } });
  };
  if (plan.endsOn < plan.startsOn) find('dates_turned', null, 0, 0);
  if (total === 0) find('hours_missing', 'min_total_hours', 0, Math.max(1, rules.min_total_hours));
  const most = onlineMost(total, rules);
  const least = practiceLeast(total, rules);
  if (hours.onlineTheory > most) find('online_over', onlineBound(total, rules), hours.onlineTheory, most);
  if (hours.practice < least) find('practice_under', 'practical_min_pct', hours.practice, least);
  if (total > 0 && total < rules.min_total_hours)
    find('total_under', 'min_total_hours', total, rules.min_total_hours);
  if (hours.onlineTheory > plan.contentHours)
    find('content_short', null, hours.onlineTheory, plan.contentHours);
  const teachers = teachersNeeded(learners, rules);
  if (plan.teachers < teachers)
    find(
      'teachers_few',
      teachers > rules.teachers_min ? 'teacher_ratio' : 'teachers_min',
      plan.teachers,
      teachers,
    );
  const workstations = neededFor(learners, rules.workstation_ratio);
  if (plan.workstations < workstations)
    find('workstations_few', 'workstation_ratio', plan.workstations, workstations);
  if (learners > rules.class_max_learners)
    find('class_full', 'class_max_learners', learners, rules.class_max_learners);
  return faults;
}
