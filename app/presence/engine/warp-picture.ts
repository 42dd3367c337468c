import { scaleOf, type CropMap } from './fit-similarity.ts';
import type { Picture } from './observation.ts';

/** A square crop to be filled: RGB, row by row, from `at` on in `pixels`; every value is multiplied by `gain`. */
export type Crop = { pixels: Float32Array; sidePx: number; at: number; gain: number };

/** From this many picture pixels in a crop pixel on, several are averaged: else fine patterns turn into false ones. */
const averageFrom = 2;

/** Cuts the crop out of the picture, sub-pixel. Beyond the edge the picture's last pixel goes on. */
export function warpPicture(picture: Picture, map: CropMap, crop: Crop): void {
  const scale = scaleOf(map);
  const taps = scale > averageFrom ? Math.round(scale) : 1;
  const share = { ...crop, gain: crop.gain / (taps * taps) };
  crop.pixels.fill(0, crop.at, crop.at + crop.sidePx * crop.sidePx * 3);
  for (let tap = 0; tap < taps * taps; tap++) {
    const dx = ((tap % taps) + 0.5) / taps - 0.5;
    const dy = (Math.floor(tap / taps) + 0.5) / taps - 0.5;
    addTap(picture, shiftMap(map, dx, dy), share);
  }
}

/** The map of crop position (X + dx, Y + dy). */
function shiftMap([a, b, c, d, e, f]: CropMap, dx: number, dy: number): CropMap {
  return [a, b, c + a * dx + b * dy, d, e, f + d * dx + e * dy];
}

/** Adds the picture's value at every crop position, interpolated between four pixels. */
function addTap({ rgb, width, height }: Picture, [a, b, c, d, e, f]: CropMap, crop: Crop): void {
  const { pixels, sidePx, gain } = crop;
  const right = width - 1;
  const bottom = height - 1;
  let out = crop.at;
  for (let row = 0; row < sidePx; row++) {
    for (let column = 0; column < sidePx; column++) {
      const x = Math.min(Math.max(a * column + b * row + c, 0), right);
      const y = Math.min(Math.max(d * column + e * row + f, 0), bottom);
      const x0 = Math.floor(x);
      const y0 = Math.floor(y);
      const partX = x - x0;
      const partY = y - y0;
      const stepX = x0 < right ? 3 : 0;
      const stepY = y0 < bottom ? width * 3 : 0;
      const topLeft = (1 - partX) * (1 - partY) * gain;
      const topRight = partX * (1 - partY) * gain;
      const bottomLeft = (1 - partX) * partY * gain;
      const bottomRight = partX * partY * gain;
      let from = (y0 * width + x0) * 3;
      for (const end = from + 3; from < end; from++) {
        pixels[out]! +=
          rgb[from]! * topLeft +
          rgb[from + stepX]! * topRight +
          rgb[from + stepY]! * bottomLeft +
          rgb[from + stepX + stepY]! * bottomRight;
        out += 1;
      }
    }
  }
}
