/**
 * What a frame must show to be judged. Stored with every verdict; a change asks for a new entry in the register of
 * impact assessments.
 */
export const faceLimits = {
  /** Smaller side of the face, px. */
  facePxMin: 90,
  /** A turn: degrees from the person's own straight look. */
  turnDegrees: 10,
  /** Closed eyes: opening over the person's own. */
  blinkRatio: 0.7,
  /** Straight-ahead frames are of one person up to this distance, turned ones up to the other. */
  oneSpreadMax: 0.5,
  turnedSpreadMax: 0.65,
  /** Mean luma below which nothing is judged, and spread of luma below which the lens is covered. */
  brightnessMin: 30,
  contrastMin: 10,
  /** Frames before the first action, and the shortest time in which all of them may arrive, ms. */
  baselineMin: 2,
  spanMsMin: 3_000,
  /** Nobody does an action sooner after it is shown, ms. */
  reactionMs: 150,
  /**
   * Copies of earlier pictures (`cropDifference`), D03: encoded anew, brightened or blurred they lie below the first.
   * This many are a replay, and so are half of the frames below the second: a learner who keeps still in her chair comes
   * near an earlier look of hers now and then.
   */
  copyMax: 0.003,
  copiesMin: 3,
  nearCopyMax: 0.006,
  /** Neighbouring frames that differ less are one picture, encoded twice (one less their correlation). */
  stillMax: 0.0001,
} as const;
