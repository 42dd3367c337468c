import { z } from 'zod';

const count = z.int().min(0);

/** The parameters of a rule profile, in the units of their names. Defaults: Henan 2023 (document 002). */
export const ruleProfileParameters = z.strictObject({
  online_theory_max_pct: count.max(100).default(40),
  class_hour_min_s: z.int().min(30).max(3600).default(2400),
  popup_min_gap_s: z.int().min(5).default(90),
  /** P006 voids a gap of five minutes; 300 itself is refused by the schema. */
  popup_max_gap_s: z.int().min(10).max(299).default(270),
  control_answer_s: z.int().min(10).max(180).default(90),
  snapshots_per_class_hour_min: z.int().min(1).default(1),
  snapshot_answer_s: z.int().min(10).max(300).default(90),
  beat_interval_s: z.int().min(1).max(30).default(5),
  /** Time between two beats beyond which nothing is counted (G01). */
  beat_gap_max_s: z.int().min(5).max(120).default(60),
  lease_idle_s: z.int().min(60).default(900),
  leases_per_hour_max: z.int().min(10).default(60),
  sessions_per_learner: z.literal(1).default(1),
  order: z.literal('strict').default('strict'),
  retention_years: z.int().min(1).default(3),
});

export type RuleProfileParameters = z.infer<typeof ruleProfileParameters>;

/** What Henan 2023 asks, as numbers. */
export const defaultParameters: RuleProfileParameters = ruleProfileParameters.parse({});
