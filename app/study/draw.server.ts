import { randomInt, randomUUID } from 'node:crypto';
import type { Draw } from './draw-control.ts';

/** Chance that nobody outside this process can foretell (C09). */
export const secureDraw: Draw = {
  drawInt: (below) => (below <= 1 ? 0 : randomInt(below)),
  newId: () => randomUUID(),
};
