import type { RuleProfileParameters } from '../training/rule-profile.ts';

/** Launch year, numbers at its end, and what is added every year after it. */
export type TargetRule = RuleProfileParameters['catalogue_targets'];

/** What the catalogue has to hold at the end of a day (P013). */
export type CatalogueTarget = { dueOn: string; occupations: number; minutes: number };

/** Occupations and whole minutes that count. */
export type CatalogueNumbers = { occupations: number; minutes: number };

/** The target at the end of `year`; years before the launch year ask nothing. */
export function targetOfYear(rule: TargetRule, year: number): CatalogueTarget {
  const since = year - rule.launch_year;
  const dueOn = `${year}-12-31`;
  if (since < 0) return { dueOn, occupations: 0, minutes: 0 };
  return {
    dueOn,
    occupations: rule.occupations_min + since * rule.occupations_per_year,
    minutes: rule.minutes_min + since * rule.minutes_per_year,
  };
}

/**
 * The target that is due next, seen from `day` (YYYY-MM-DD in China; the last day of a year still belongs to it), and the
 * one that was due before it; null: none was.
 */
export function findTargets(
  rule: TargetRule,
  day: string,
): { next: CatalogueTarget; before: CatalogueTarget | null } {
  const year = Math.max(rule.launch_year, Number(day.slice(0, 4)));
  return {
    next: targetOfYear(rule, year),
    before: year > rule.launch_year ? targetOfYear(rule, year - 1) : null,
  };
}

/** What is missing to a target; zero and zero: it is met. */
export function measureShortfall(target: CatalogueTarget, has: CatalogueNumbers): CatalogueNumbers {
  return {
    occupations: Math.max(0, target.occupations - has.occupations),
    minutes: Math.max(0, target.minutes - has.minutes),
  };
}

/** Of several rules that are valid at once, the one that asks most by the end of the year of `day`. */
export function strictestRule(rules: readonly TargetRule[], day: string): TargetRule | null {
  const asks = (rule: TargetRule) => findTargets(rule, day).next;
  const [first, ...others] = rules;
  if (!first) return null;
  return others.reduce((strictest, rule) => {
    const [one, other] = [asks(rule), asks(strictest)];
    const more = one.minutes - other.minutes || one.occupations - other.occupations;
    return more > 0 ? rule : strictest;
  }, first);
}
