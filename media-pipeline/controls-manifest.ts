/** What `controls/manifest.json` tells the server: everything that a control may be drawn from. */
export type ControlsManifest = {
  /** Hash (hex) of all sources; what was made from the same is not made again. */
  sourceSha256: string;
  /** `controls/pictures/<drawing>.png` and `.mp3`; `confusedWith` is never shown beside it. */
  pictures: { drawing: string; say: string; confusedWith: string[] }[];
  /** `controls/numbers/<n>.mp3`. */
  numbers: number[];
  /** `controls/sentences/<name>.mp3`. */
  sentences: Record<string, string>;
};

/**
 * The 40 numbers of the "tap what you heard" control. Left out for old ears: units 1 and 7 (yī, qī), 4 (sì, shí) and 0
 * (十四, 四十), everything below 20, doubles, and 69 with 96 (liù, jiǔ).
 */
export const spokenNumbers: readonly number[] = Array.from({ length: 80 }, (_, i) => i + 20).filter((n) => {
  const unit = n % 10;
  return ![0, 1, 4, 7, Math.floor(n / 10)].includes(unit) && n !== 69 && n !== 96;
});
