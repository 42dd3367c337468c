import type { Picture } from '../../../app/presence/engine/observation.ts';
import { viewHeight, viewWidth } from './view.ts';

/** One planar frame: all brightness, then both colours at half size (BT.601, limited range). */
export type Yuv = Buffer<ArrayBuffer>;
export const lumaBytes = viewWidth * viewHeight;
export const frameBytes = (lumaBytes * 3) / 2;

const noiseLevels = 6;

/** Numbers that look random and are the same at every run: one long strip, used from ever new places. */
const strip = Uint8Array.from({ length: 262_144 }, lottery(7, noiseLevels));

function lottery(seed: number, below: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Where frame `n` of a hand-held camera lies, pixels, and where in the strip its noise begins. */
function shakeOf(n: number): { dx: number; dy: number; noiseAt: number } {
  return {
    dx: Math.round(1.2 * Math.sin(n * 0.21)),
    dy: Math.round(0.9 * Math.cos(n * 0.17)),
    noiseAt: Math.imul(n, 7_919) >>> 0,
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

/** Frame `n` as a real camera gives it: a hand that trembles, a sensor that hisses. No two frames are equal. */
export function shakeYuv(still: Yuv, n: number): Yuv {
  const { dx, dy, noiseAt } = shakeOf(n);
  const frame = Buffer.from(still);
  for (let y = 0; y < viewHeight; y++) {
    const from = clamp(y + dy, viewHeight) * viewWidth;
    for (let x = 0; x < viewWidth; x++) {
      const noise = strip[(noiseAt + y * viewWidth + x) % strip.length] ?? 0;
      frame[y * viewWidth + x] = Math.min(235, (still[from + clamp(x + dx, viewWidth)] ?? 0) + noise);
    }
  }
  return frame;
}

/** The same for a picture that is uploaded. */
export function shakePicture({ rgb, width, height }: Picture, n: number): Picture {
  const { dx, dy, noiseAt } = shakeOf(n);
  const shaken = new Uint8ClampedArray(rgb.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (clamp(y + dy, height) * width + clamp(x + dx, width)) * 3;
      const noise = (strip[(noiseAt + y * width + x) % strip.length] ?? 0) - noiseLevels / 2;
      for (let channel = 0; channel < 3; channel++) shaken[to++] = (rgb[from + channel] ?? 0) + noise;
    }
  }
  return { rgb: shaken, width, height };
}

function clamp(value: number, length: number): number {
  return value < 0 ? 0 : value >= length ? length - 1 : value;
}
