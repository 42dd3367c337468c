import type { RuleProfileParameters } from '../../app/training/rule-profile.ts';

/** A class whose rules ask for no live check, so that a test of something else needs no camera. */
export const noFaceCheck = {
  face_check: { at_start: false, random_per_class_hour: 0, after_absence_s: 1800, control_share_pct: 0 },
} satisfies Partial<RuleProfileParameters>;

/** A class whose rules ask for live checks, a third of its controls among them. */
export const withFaceCheck = {
  face_check: { at_start: true, random_per_class_hour: 1, after_absence_s: 1800, control_share_pct: 30 },
} satisfies Partial<RuleProfileParameters>;
