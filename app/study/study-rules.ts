import type { RuleProfileParameters } from '../training/rule-profile.ts';

/** The rules one lease is pinned to, in milliseconds: a change of profile never reaches a lesson in progress. */
export type StudyRules = {
  beatMs: number;
  /** Longest time between two beats that may count (G01). */
  beatGapMaxMs: number;
  /** How far reported media may run before the credited frontier (network jitter) until it is sent back. */
  leadMaxMs: number;
  controlGapMinMs: number;
  controlGapMaxMs: number;
  controlAnswerMs: number;
  classHourMs: number;
  snapshotAnswerMs: number;
  snapshotsPerHour: number;
  /** End of the last class day on the server's wall clock; nothing is counted after it (P019). */
  classEndsWallMs: number;
  /** Bounds of the key look-ahead (I10). */
  keyAheadMinMs: number;
  keyAheadMaxMs: number;
};

/** Turns a rule profile's parameters into the rules of a lease. */
export function studyRules(profile: RuleProfileParameters, classEndsWallMs: number): StudyRules {
  return {
    beatMs: profile.beat_interval_s * 1000,
    beatGapMaxMs: profile.beat_gap_max_s * 1000,
    leadMaxMs: 2_000,
    controlGapMinMs: Math.min(profile.popup_min_gap_s, profile.popup_max_gap_s) * 1000,
    controlGapMaxMs: profile.popup_max_gap_s * 1000,
    controlAnswerMs: profile.control_answer_s * 1000,
    classHourMs: profile.class_hour_min_s * 1000,
    snapshotAnswerMs: profile.snapshot_answer_s * 1000,
    snapshotsPerHour: profile.snapshots_per_class_hour_min,
    classEndsWallMs,
    keyAheadMinMs: 20_000,
    keyAheadMaxMs: 45_000,
  };
}
