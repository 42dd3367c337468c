import type { Rendition } from '../db/schema/version.ts';

/** One rendition of an uploaded video: its pixels, and what its rate may grow to. */
export type VideoRung = {
  name: Rendition['name'];
  width: number;
  height: number;
  /** Constant quality; simple pictures take far less than `maxKbps`. */
  crf: number;
  maxKbps: number;
};

const rungs = [
  { name: '240p', side: 240, crf: 26, maxKbps: 180 },
  { name: '360p', side: 360, crf: 25, maxKbps: 480 },
  { name: '720p', side: 720, crf: 24, maxKbps: 1_600 },
] as const;
/** A rung is made of a source that has nearly its size, in the source's own. */
const nearly = 0.9;

/**
 * The renditions of a video that is shown with these pixels: 240, 360 and 720 lines, of an upright one columns; never
 * larger than the source, the lowest always.
 */
export function planLadder(width: number, height: number): VideoRung[] {
  const short = Math.min(width, height);
  return rungs
    .filter(({ side }, n) => n === 0 || short >= side * nearly)
    .map(({ side, ...rung }) => {
      const scale = Math.min(1, side / short);
      return { ...rung, width: evenly(width * scale), height: evenly(height * scale) };
    });
}

/** The nearest even number that is not above the source. */
function evenly(px: number): number {
  return Math.max(2, 2 * Math.floor(px / 2 + 0.25));
}
