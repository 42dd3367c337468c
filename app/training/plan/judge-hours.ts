import type { RuleProfileParameters } from '../rule-profile.ts';

/** Whole class hours of a class by how they are taught. */
export type ClassHours = { onlineTheory: number; inPersonTheory: number; practice: number };

/** As much of a rule profile as the hours of a class hang on. */
export type HourRules = Pick<
  RuleProfileParameters,
  'online_theory_max_pct' | 'practical_min_pct' | 'min_total_hours'
>;

/** All class hours of a class. */
export function totalHours({ onlineTheory, inPersonTheory, practice }: ClassHours): number {
  return onlineTheory + inPersonTheory + practice;
}

/** Fewest hours of practice that a class of `total` hours may have (P033, P034). */
export function practiceLeast(total: number, { practical_min_pct }: HourRules): number {
  const hundredths = total * practical_min_pct;
  const rest = hundredths % 100;
  return rest === 0 ? hundredths / 100 : (hundredths - rest) / 100 + 1;
}

/** Most hours of theory online by their own share (P001). */
function onlineShare(total: number, { online_theory_max_pct }: HourRules): number {
  const hundredths = total * online_theory_max_pct;
  return (hundredths - (hundredths % 100)) / 100;
}

/** Most hours of theory online that a class of `total` hours may have: its share, and what practice leaves (P001, P034). */
export function onlineMost(total: number, rules: HourRules): number {
  return Math.min(onlineShare(total, rules), total - practiceLeast(total, rules));
}

/** Which parameter sets that most: its own share, or what practice takes. */
export function onlineBound(total: number, rules: HourRules): 'online_theory_max_pct' | 'practical_min_pct' {
  return total - practiceLeast(total, rules) < onlineShare(total, rules)
    ? 'practical_min_pct'
    : 'online_theory_max_pct';
}

/** Teachers, or workstations, that `learners` need at `ratio` learners each (P029). */
export function neededFor(learners: number, ratio: number): number {
  return (learners - (learners % ratio)) / ratio + (learners % ratio === 0 ? 0 : 1);
}

/** Teachers that a class of `learners` needs: never fewer than the least of a class (P029, P030). */
export function teachersNeeded(
  learners: number,
  rules: Pick<RuleProfileParameters, 'teachers_min' | 'teacher_ratio'>,
): number {
  return Math.max(rules.teachers_min, neededFor(learners, rules.teacher_ratio));
}

/** Class hours that content of `contentMs` fills, begun ones not counted (P032). */
export function contentHours(contentMs: number, classHourS: number): number {
  return Math.floor(contentMs / (classHourS * 1000));
}
