import type { Seen } from './seen.ts';

/** How this person looks straight ahead with open eyes, as this device measures it. */
export type Baseline = { yaw: number; eyeOpenness: number };

/** The person's own first quiet second, ms, and how many frames it takes at the least. */
const windowMs = 1_000;
const framesMin = 4;
/** Within the second the head turns less than this, degrees. */
const quietYaw = 6;

/** Keeps the frames of the last second while one face is in the picture; `baseline` is there once it was quiet. */
export function gatherBaseline(
  before: readonly Seen[],
  seen: Seen,
): { frames: Seen[]; baseline: Baseline | null } {
  if (seen.faces !== 1 || seen.yaw === null || seen.eyeOpenness === null)
    return { frames: [], baseline: null };
  // A slow device gives fewer frames than that in a second: its last ones count, however old.
  const past = before.filter(
    ({ atMs }, n) => seen.atMs - atMs <= windowMs + 250 || n > before.length - framesMin,
  );
  const frames = [...past, seen];
  const yaws = frames.map(({ yaw }) => yaw ?? 0);
  const isQuiet = Math.max(...yaws) - Math.min(...yaws) <= quietYaw;
  const isLong = seen.atMs - (frames[0]?.atMs ?? seen.atMs) >= windowMs;
  if (!isQuiet || !isLong || frames.length < framesMin) return { frames, baseline: null };
  // A blink within the second lowers a mean, not a median.
  const openness = median(frames.map(({ eyeOpenness }) => eyeOpenness ?? 0));
  return { frames, baseline: { yaw: median(yaws), eyeOpenness: openness } };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
