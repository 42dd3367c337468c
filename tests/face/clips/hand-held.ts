import type { Picture } from '../../../app/presence/engine/observation.ts';
import { viewHeight, viewWidth } from './view.ts';

/** How a camera is held at one moment: moved, zoomed, rolled, and how bright the light is. */
export type Hold = { dx: number; dy: number; zoom: number; roll: number; brightness: number };

/** How far a sitting person's phone wanders within a minute: pixels, share, radians, steps of brightness. */
const reach = { dx: 8, dy: 8, zoom: 0.03, roll: (2 * Math.PI) / 180, brightness: 4 };
/** A slow wave and a slower one, in radians a frame; together they do not repeat within a test. */
const paces = [0.031, 0.0117];
const trembles = { dx: 1.2, dy: 0.9, pace: 0.21 };
/**
 * How far she has moved in her chair after a frame, pixels: 9 aside and 4 down within a minute, and back again. Without
 * it the one photograph that plays her comes to lie on itself, within a pixel, some minutes later, as no living face does.
 */
const sinks = { dx: 0.01, dy: 0.0045, framesMax: 10_000 };

/** How the camera of session `seed` is held at frame `n`: slow and never still; every session has ways of its own. */
export function holdAt(n: number, seed: number): Hold {
  const wander = (axis: number): number =>
    paces.reduce(
      (sum, pace, wave) => sum + Math.sin(n * pace * (1 + axis / 7) + phase(seed, axis, wave)) / 2,
      0,
    );
  const sunk = sinks.framesMax - Math.abs((n % (2 * sinks.framesMax)) - sinks.framesMax);
  return {
    dx: sinks.dx * sunk + reach.dx * wander(0) + trembles.dx * Math.sin(n * trembles.pace),
    dy: sinks.dy * sunk + reach.dy * wander(1) + trembles.dy * Math.cos(n * trembles.pace * 0.8),
    zoom: 1 + reach.zoom * wander(2),
    roll: reach.roll * wander(3),
    brightness: reach.brightness * wander(4),
  };
}

/** A number from 0 to 2π that looks random and is the same for the same session. */
function phase(seed: number, axis: number, wave: number): number {
  let mixed = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(axis * 7 + wave + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32) * 2 * Math.PI;
}

/** A block of pixels within its buffer: `step` numbers apart, `size` 1 for the whole view and 0.5 for its half. */
export type Plane = { at: number; step: number; size: 1 | 0.5 };

/** Copies one plane as the held camera sees it, between the pixels; beyond the edge the last pixel goes on. */
export function movePlane(
  from: Picture['rgb'],
  to: Picture['rgb'],
  { at, step, size }: Plane,
  hold: Hold,
): void {
  const [width, height] = [viewWidth * size, viewHeight * size];
  const [cos, sin] = [Math.cos(hold.roll) / hold.zoom, Math.sin(hold.roll) / hold.zoom];
  const [middleX, middleY] = [width / 2, height / 2];
  const [highestX, highestY] = [width - 1.001, height - 1.001];
  const [shiftX, shiftY] = [middleX + hold.dx * size, middleY + hold.dy * size];
  const rowBytes = width * step;
  for (let row = 0, out = at; row < height; row++) {
    const v = row - middleY;
    const [startX, startY] = [shiftX + sin * v, shiftY + cos * v];
    for (let column = 0; column < width; column++, out += step) {
      const u = column - middleX;
      const x = clamp(startX + cos * u, highestX);
      const y = clamp(startY - sin * u, highestY);
      const left = x | 0;
      const top = y | 0;
      const right = x - left;
      const upper = at + (top * width + left) * step;
      const lower = upper + rowBytes;
      const above = from[upper]! + (from[upper + step]! - from[upper]!) * right;
      const below = from[lower]! + (from[lower + step]! - from[lower]!) * right;
      to[out] = above + (below - above) * (y - top) + 0.5;
    }
  }
}

function clamp(value: number, highest: number): number {
  return value < 0 ? 0 : value > highest ? highest : value;
}
