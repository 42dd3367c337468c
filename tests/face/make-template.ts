import { modelId } from '../../app/presence/engine/models.ts';
import type { FaceTemplate } from '../../app/presence/engine/observation.ts';

/** Numbers that look random and are the same in every run (mulberry32), -1..1, 32-bit as a net gives them. */
function numbersOf(seed: number, count: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.fround((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * 2 - 1);
  });
}

const length = (numbers: number[]) => Math.hypot(...numbers);

/**
 * A template of person `seed`, `apart` from that person's first one: half the narrow distance, because both wide
 * embeddings are the same. Another seed is far away.
 */
export function makeFaceTemplate(seed: number, apart = 0): FaceTemplate {
  const first = numbersOf(seed, 128);
  const way = numbersOf(seed + 7_777, 128);
  const step = (2 * apart) / length(way);
  return {
    modelId,
    embedding: first.map((value, i) => Math.fround(value + step * (way[i] ?? 0))),
    embeddingWide: numbersOf(seed + 55_555, 1024),
  };
}
