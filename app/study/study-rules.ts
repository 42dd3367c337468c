import type { LeaseFace } from '../presence/face-state.ts';
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
  /** Passed live checks at random moments that every class hour needs; 0: the profile asks for none (P007). */
  faceChecksPerHour: number;
  /** Share of controls that are live checks beyond that, per cent. */
  faceSharePct: number;
  /** Time for a face control with all tries and extensions. */
  faceControlMs: number;
  /** Failed tries before a person has to help. */
  faceTriesMax: number;
  /** End of the last class day on the server's wall clock; nothing is counted after it (P019). */
  classEndsWallMs: number;
  /** Bounds of the key look-ahead (I10). */
  keyAheadMinMs: number;
  keyAheadMaxMs: number;
};

/** Under a clerk's witness no live check is asked: pictures did not do, and the bureau decides about these hours. */
export function pinRules(rules: StudyRules, { face }: { face: LeaseFace }): StudyRules {
  return face === 'checked' ? rules : { ...rules, faceChecksPerHour: 0, faceSharePct: 0 };
}

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
    faceChecksPerHour: profile.face_check.random_per_class_hour,
    faceSharePct: profile.face_check.control_share_pct,
    // Every try with every extension, and a minute to sit down.
    faceControlMs:
      (profile.face_answer_s * (1 + profile.face_extensions_max) * profile.face_tries_max + 60) * 1000,
    faceTriesMax: profile.face_tries_max,
    classEndsWallMs,
    keyAheadMinMs: 20_000,
    keyAheadMaxMs: 45_000,
  };
}
