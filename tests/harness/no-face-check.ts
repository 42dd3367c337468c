import type { RuleProfileParameters } from '../../app/training/rule-profile.ts';

/** A class whose rules ask for no live check, so that a test of something else needs no camera. */
export const noFaceCheck = {
  face_check: { at_start: false, random_per_class_hour: 0, after_absence_s: 1800, control_share_pct: 0 },
} satisfies Partial<RuleProfileParameters>;
