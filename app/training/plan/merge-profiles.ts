import type { RuleProfileParameters } from '../rule-profile.ts';

/** Which way a parameter grows stricter. A parameter without a direction is a type error. */
type Directions<T> = {
  [K in keyof T]: T[K] extends number | null
    ? 'lower' | 'higher'
    : T[K] extends boolean
      ? 'true'
      : T[K] extends string
        ? 'same'
        : Directions<T[K]>;
};
type Ruled = Omit<RuleProfileParameters, 'basis' | 'merged_from'>;

export const stricter: Directions<Ruled> = {
  online_theory_max_pct: 'lower',
  practical_min_pct: 'higher',
  class_max_learners: 'lower',
  teachers_min: 'higher',
  teacher_ratio: 'lower',
  workstation_ratio: 'lower',
  min_total_hours: 'higher',
  cooling_off_months: 'higher',
  class_hour_min_s: 'higher',
  popup_min_gap_s: 'lower',
  popup_max_gap_s: 'lower',
  control_answer_s: 'lower',
  snapshots_per_class_hour_min: 'higher',
  snapshot_answer_s: 'lower',
  face_check: {
    at_start: 'true',
    random_per_class_hour: 'higher',
    after_absence_s: 'lower',
    control_share_pct: 'higher',
  },
  face_answer_s: 'lower',
  face_extensions_max: 'lower',
  face_tries_max: 'lower',
  appeal_days: 'higher',
  beat_interval_s: 'lower',
  beat_gap_max_s: 'lower',
  lease_idle_s: 'lower',
  leases_per_hour_max: 'lower',
  sessions_per_learner: 'lower',
  order: 'same',
  video_approvers_min: 'higher',
  satisfaction_min_pct: 'higher',
  survey_response_min_pct: 'higher',
  rectification_min_months: 'higher',
  apprentice_limits: { per_company: 'lower', per_year_school_system: 'lower', per_year: 'lower' },
  retention_years: 'higher',
  subsidy_max_yuan: 'lower',
  publicity_days: 'higher',
  reviewers_min: 'higher',
  catalogue_targets: {
    launch_year: 'lower',
    occupations_min: 'higher',
    minutes_min: 'higher',
    occupations_per_year: 'higher',
    minutes_per_year: 'higher',
  },
  final_test: {
    questions: 'higher',
    limit_s: 'lower',
    pass_pct: 'higher',
    tries: 'lower',
    retry_wait_s: 'higher',
    face_within_s: 'lower',
  },
};

export type Profile = { id: string; parameters: RuleProfileParameters };
type Values = Record<string, unknown>;

/** Whether `other` is stricter than `kept`; without a limit nothing is stricter. */
function isStricter(direction: unknown, kept: unknown, other: unknown): boolean {
  if (direction === 'true') return other === true && kept === false;
  if (typeof other !== 'number') return false;
  if (kept === null) return true;
  if (typeof kept !== 'number') return false;
  return direction === 'lower' ? other < kept : direction === 'higher' && other > kept;
}

/** The stricter of each value; `won` is told every name that `other` decided. */
function takeStricter(directions: Values, kept: Values, other: Values, won: (name: string) => void): Values {
  const values = { ...kept };
  for (const [name, direction] of Object.entries(directions)) {
    if (typeof direction === 'object')
      values[name] = takeStricter(direction as Values, kept[name] as Values, other[name] as Values, () => {});
    else if (isStricter(direction, kept[name], other[name])) {
      values[name] = other[name];
      won(name);
    }
  }
  return values;
}

/**
 * One set of rules out of those that are active together: the stricter wins, parameter by parameter, and each keeps the
 * clause it comes from (P034). In any order the same; one alone is itself.
 */
export function mergeProfiles(profiles: readonly [Profile, ...Profile[]]): RuleProfileParameters {
  const [first, ...others] = [...profiles].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Profile, ...Profile[]];
  if (others.length === 0) return first.parameters;
  let merged: Values = first.parameters;
  const basis = { ...first.parameters.basis };
  for (const { parameters } of others) {
    merged = takeStricter(stricter, merged, parameters, (name) => {
      const clause = parameters.basis[name];
      if (clause === undefined) delete basis[name];
      else basis[name] = clause;
    });
  }
  return {
    ...(merged as RuleProfileParameters),
    basis,
    merged_from: [first, ...others].map(({ id }) => id),
  };
}
