import type { Picture } from './observation.ts';

/** As many pixels tell the light of a picture as well as all of them do. */
const samplesMax = 50_000;

/** Mean and standard deviation of the luma (Rec. 601, 0..255). */
export function readLight({ rgb, width, height }: Picture): { brightness: number; contrast: number } {
  const step = Math.max(1, Math.floor((width * height) / samplesMax));
  let [count, sum, squares] = [0, 0, 0];
  for (let pixel = 0; pixel < width * height; pixel += step) {
    const at = pixel * 3;
    const luma = 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;
    count += 1;
    sum += luma;
    squares += luma * luma;
  }
  const brightness = sum / count;
  return { brightness, contrast: Math.sqrt(Math.max(0, squares / count - brightness * brightness)) };
}
