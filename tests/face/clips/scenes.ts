import type { Picture } from '../../../app/presence/engine/observation.ts';
import { readPortrait, type Portrait } from './portraits.ts';
import { paint, sample, viewHeight, viewWidth } from './view.ts';

/** A curtain and no person. */
export function nobody(): Picture {
  return paint(
    viewWidth,
    viewHeight,
    (x, y, channel) => 120 + 50 * Math.sin(x / 37) + (40 * y) / viewHeight - 9 * channel,
  );
}

/** A covered lens. */
export function black(): Picture {
  return paint(viewWidth, viewHeight, () => 4);
}

/** Two persons side by side. */
export async function two(left: Portrait, right: Portrait): Promise<Picture> {
  const [a, b] = [(await readPortrait(left, true)).picture, (await readPortrait(right, true)).picture];
  const half = viewWidth / 2;
  return paint(viewWidth, viewHeight, (x, y, channel) =>
    x < half ? sample(a, x, y, channel) : sample(b, x - half, y, channel),
  );
}

let behind: Picture | undefined;

/** A printed photograph held into the camera and waved: moved, tilted and sheared as a whole. `atMs` of the waving. */
export function waved(print: Picture, atMs: number): Picture {
  const swing = Math.sin(atMs / 420);
  const [cos, sin] = [Math.cos(0.16 * swing), Math.sin(0.16 * swing)];
  const narrow = 1 + 0.22 * Math.abs(Math.sin(atMs / 610));
  const [middleX, middleY] = [viewWidth / 2 + 34 * swing, viewHeight / 2 + 12 * Math.cos(atMs / 350)];
  behind ??= nobody();
  const wall = behind;
  return paint(viewWidth, viewHeight, (x, y, channel) => {
    const [u, v] = [x - middleX, y - middleY];
    const inX = (cos * u + sin * v) * narrow * 1.15 + 0.12 * swing * v + viewWidth / 2;
    const inY = (cos * v - sin * u) * 1.15 + viewHeight / 2;
    const isPrint = inX >= 0 && inX < viewWidth && inY >= 0 && inY < viewHeight;
    return isPrint ? sample(print, inX, inY, channel) : (wall.rgb[(y * viewWidth + x) * 3 + channel] ?? 0);
  });
}

/** A recording shown on another screen: its lines, its blue light, its rim. */
export function onScreen(recorded: Picture): Picture {
  const known = shown.get(recorded) ?? screenOf(recorded);
  shown.set(recorded, known);
  return known;
}

const shown = new WeakMap<Picture, Picture>();

function screenOf(recorded: Picture): Picture {
  return paint(viewWidth, viewHeight, (x, y, channel) => {
    const [inX, inY] = [
      (x - viewWidth / 2) * 1.08 + viewWidth / 2,
      (y - viewHeight / 2) * 1.08 + viewHeight / 2,
    ];
    if (inX < 0 || inX >= viewWidth || inY < 0 || inY >= viewHeight) return 12;
    const lines = 1 + 0.04 * Math.sin(y * 2.1) + 0.03 * Math.sin(x * 1.7);
    return sample(recorded, inX, inY, channel) * lines * (channel === 2 ? 1.08 : 0.96);
  });
}
