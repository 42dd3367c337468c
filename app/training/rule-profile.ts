import { z } from 'zod';

const count = z.int().min(0);
const clauseId = z.string().regex(/^P\d{3}$/);

/** The parameters of a rule profile, in the units of their names. Defaults: Henan 2023 (document 002). */
export const ruleProfileParameters = z.strictObject({
  online_theory_max_pct: count.max(100).default(40),
  practical_min_pct: count.max(100).default(60),
  class_max_learners: z.int().min(1).default(80),
  /** Most learners a teacher, and a workstation, may have (P029). */
  teachers_min: z.int().min(1).default(2),
  teacher_ratio: z.int().min(1).default(20),
  workstation_ratio: z.int().min(1).default(20),
  /** Least class hours of a class; 0: no such rule (P037–P039). */
  min_total_hours: count.default(40),
  /** Calendar months between an assessment and the next class (P042). */
  cooling_off_months: count.default(1),
  class_hour_min_s: z.int().min(30).max(3600).default(2400),
  popup_min_gap_s: z.int().min(5).default(90),
  /** P006 voids a gap of five minutes; 300 itself is refused by the schema. */
  popup_max_gap_s: z.int().min(10).max(299).default(270),
  control_answer_s: z.int().min(10).max(180).default(90),
  snapshots_per_class_hour_min: z.int().min(1).default(1),
  snapshot_answer_s: z.int().min(10).max(300).default(90),
  /** Live face checks (P007): at the start of a sitting, at random in every class hour, after absence, as controls. */
  face_check: z
    .strictObject({
      at_start: z.boolean().default(true),
      random_per_class_hour: count.max(4).default(1),
      after_absence_s: z.int().min(60).default(1800),
      control_share_pct: count.max(100).default(10),
    })
    .prefault({}),
  /** Time for one try, how often a slow hand may have it again, and how many tries before a person helps. */
  face_answer_s: z.int().min(20).max(120).default(45),
  face_extensions_max: count.max(4).default(2),
  face_tries_max: z.int().min(1).max(5).default(3),
  /** How long the frames of a check are kept for an appeal. */
  appeal_days: z.int().min(1).default(7),
  beat_interval_s: z.int().min(1).max(30).default(5),
  /** Time between two beats beyond which nothing is counted (G01). */
  beat_gap_max_s: z.int().min(5).max(120).default(60),
  lease_idle_s: z.int().min(60).default(900),
  leases_per_hour_max: z.int().min(10).default(60),
  sessions_per_learner: z.literal(1).default(1),
  order: z.literal('strict').default('strict'),
  /** How many people of the office approve a new video (P011). */
  video_approvers_min: z.int().min(1).max(3).default(1),
  /** Satisfied or very satisfied of those who answered; below it the assessment waits for a rectification (P057). */
  satisfaction_min_pct: count.max(100).default(85),
  /** Least share of a class that has to answer for the answers to count. No clause sets it. */
  survey_response_min_pct: count.max(100).default(50),
  rectification_min_months: z.int().min(1).default(1),
  /** Most apprentices of one company in one occupation (P035), and of an institution in a year, with schooling of its own kind and without (P036). */
  apprentice_limits: z
    .strictObject({
      per_company: z.int().min(1).default(200),
      per_year_school_system: z.int().min(1).default(1000),
      per_year: z.int().min(1).default(400),
    })
    .prefault({}),
  retention_years: z.int().min(1).default(3),
  /** Most that a learner of a subsidised class may get, whole yuan, and what a list proposes (P040). Null: no clause sets one. */
  subsidy_max_yuan: z.int().min(1).nullable().default(null),
  /** Whole calendar days after the day of publication (P080), and how many others sign for a list (P079). */
  publicity_days: z.int().min(5).default(5),
  reviewers_min: z.int().min(2).default(2),
  /**
   * What the platform's catalogue has to hold by the end of its launch year, and how much more by the end of every year
   * after it (P013). Document 000 asks it by the end of 2023; a platform that starts later names its own year.
   */
  catalogue_targets: z
    .strictObject({
      launch_year: z.int().min(2000).max(2100).default(2023),
      occupations_min: count.default(6),
      minutes_min: count.default(2000),
      occupations_per_year: count.default(2),
      minutes_per_year: count.default(500),
    })
    .prefault({}),
  /**
   * The final theory test. No clause sets these numbers: they are the platform's own, and a profile may name others.
   * `face_within_s`: how old the live check before it may be.
   */
  final_test: z
    .strictObject({
      questions: z.int().min(1).max(100).default(20),
      limit_s: z.int().min(5).max(10_800).default(1800),
      pass_pct: z.int().min(1).max(100).default(60),
      tries: z.int().min(1).max(10).default(2),
      retry_wait_s: count.default(86_400),
      face_within_s: z.int().min(30).max(1800).default(300),
    })
    .prefault({}),
  /** The clause behind a parameter; none: the document is silent, and the platform's own caution stands. */
  basis: z.record(z.string(), clauseId).default({
    online_theory_max_pct: 'P001',
    practical_min_pct: 'P033',
    class_max_learners: 'P031',
    teachers_min: 'P030',
    teacher_ratio: 'P029',
    workstation_ratio: 'P029',
    min_total_hours: 'P037',
    class_hour_min_s: 'P032',
    satisfaction_min_pct: 'P057',
    rectification_min_months: 'P057',
    publicity_days: 'P080',
    reviewers_min: 'P079',
  }),
  /** Profiles that were active together and whose stricter values these are; empty: a profile of one document. */
  merged_from: z.array(z.uuid()).default([]),
});

export type RuleProfileParameters = z.infer<typeof ruleProfileParameters>;

/** What Henan 2023 asks, as numbers. */
export const defaultParameters: RuleProfileParameters = ruleProfileParameters.parse({});
