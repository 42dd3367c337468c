import type { Picture } from '../../../app/presence/engine/observation.ts';
import { holdAt, movePlane } from './hand-held.ts';
import { viewHeight, viewWidth } from './view.ts';

/** One planar frame: all brightness, then both colours at half size (BT.601, limited range). */
export type Yuv = Buffer<ArrayBuffer>;
export const lumaBytes = viewWidth * viewHeight;
export const frameBytes = (lumaBytes * 3) / 2;

const noiseLevels = 6;

/** Numbers that look random and are the same at every run: one long strip, used from ever new places. */
const strip = Uint8Array.from({ length: 262_144 }, lottery(7, noiseLevels));
/** Its length is a power of two: this masks a place into it. */
const lastOfStrip = strip.length - 1;

function lottery(seed: number, below: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** RGB as a camera's planes. */
export function toYuv({ rgb }: Picture): Yuv {
  const yuv = Buffer.alloc(frameBytes);
  for (let y = 0, at = 0; y < viewHeight; y++) {
    for (let x = 0; x < viewWidth; x++, at += 3) {
      const [r, g, b] = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
      yuv[y * viewWidth + x] = 16.5 + 0.257 * r + 0.504 * g + 0.098 * b;
      if (y % 2 || x % 2) continue;
      const colourAt = lumaBytes + (y / 2) * (viewWidth / 2) + x / 2;
      yuv[colourAt] = 128.5 - 0.148 * r - 0.291 * g + 0.439 * b;
      yuv[colourAt + lumaBytes / 4] = 128.5 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  }
  return yuv;
}

/** Frame `n` of session `seed` as a real camera gives it: held in a hand, hissing. No two frames are equal. */
export function shakeYuv(still: Yuv, n: number, seed = 0): Yuv {
  const hold = holdAt(n, seed);
  const frame = Buffer.alloc(frameBytes);
  movePlane(still, frame, { at: 0, step: 1, size: 1 }, hold);
  movePlane(still, frame, { at: lumaBytes, step: 1, size: 0.5 }, hold);
  movePlane(still, frame, { at: lumaBytes * 1.25, step: 1, size: 0.5 }, hold);
  const noiseAt = noiseOf(n, seed);
  for (let at = 0; at < lumaBytes; at++) {
    const light = frame[at]! + strip[(noiseAt + at) & lastOfStrip]! + hold.brightness;
    frame[at] = light < 16 ? 16 : light > 235 ? 235 : light;
  }
  return frame;
}

/** The same for a picture that is uploaded. */
export function shakePicture({ rgb, width, height }: Picture, n: number, seed = 0): Picture {
  const hold = holdAt(n, seed);
  const shaken = new Uint8ClampedArray(rgb.length);
  for (const at of [0, 1, 2]) movePlane(rgb, shaken, { at, step: 3, size: 1 }, hold);
  const noiseAt = noiseOf(n, seed);
  for (let at = 0, pixel = noiseAt; at < shaken.length; at += 3, pixel++) {
    const noise = strip[pixel & lastOfStrip]! - noiseLevels / 2;
    for (let channel = at; channel < at + 3; channel++)
      shaken[channel] = shaken[channel]! + noise + hold.brightness;
  }
  return { rgb: shaken, width, height };
}

/** Where in the strip the noise of a frame begins. */
function noiseOf(n: number, seed: number): number {
  return Math.imul(n + 31 * seed, 7_919) & lastOfStrip;
}
