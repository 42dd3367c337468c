import sharp from 'sharp';
import type { Face } from '../../../app/presence/engine/find-faces.ts';
import type { Picture } from '../../../app/presence/engine/observation.ts';

/** What a phone's camera gives here, pixels. */
export const viewWidth = 480;
export const viewHeight = 360;

/** A point of a face's mesh in pixels of its view; smaller z is nearer. */
export type MeshPoint = readonly [x: number, y: number, z: number];

/** A photograph as a camera would see its person: upright, the face in the middle. */
export type View = { picture: Picture; mesh: MeshPoint[] };

/** One number per pixel and colour from a function of place; the inner loop of every warp. */
export function paint(
  width: number,
  height: number,
  colour: (x: number, y: number, channel: number) => number,
): Picture {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let at = 0, y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++) rgb[at++] = colour(x, y, channel);
  return { rgb, width, height };
}

/** The picture between its pixels; beyond the edge the last pixel goes on. */
export function sample({ rgb, width, height }: Picture, x: number, y: number, channel: number): number {
  const [u, v] = [Math.min(Math.max(x, 0), width - 1.001), Math.min(Math.max(y, 0), height - 1.001)];
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [right, down] = [u - left, v - top];
  const at = (top * width + left) * 3 + channel;
  const below = at + width * 3;
  const upper = (rgb[at] ?? 0) * (1 - right) + (rgb[at + 3] ?? 0) * right;
  const lower = (rgb[below] ?? 0) * (1 - right) + (rgb[below + 3] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}

/** Cuts a photograph so that its face stands upright in the middle, `share` of the view's height tall. */
export async function makeView(photograph: Picture, { mesh }: Face, share: number, width: number) {
  const [leftEye, rightEye] = [mesh[33], mesh[263]];
  if (!leftEye || !rightEye) throw new Error('The face has no eyes.');
  const tilt = Math.atan2(rightEye[1] - leftEye[1], rightEye[0] - leftEye[0]);
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const upright = mesh.map(([x, y, z]) => [cos * x + sin * y, cos * y - sin * x, z] as const);
  const [xs, ys] = [upright.map(([x]) => x), upright.map(([, y]) => y)];
  const faceHeight = Math.max(...ys) - Math.min(...ys);
  const scale = faceHeight / (viewHeight * share);
  const left = (Math.max(...xs) + Math.min(...xs)) / 2 - (scale * width) / 2;
  const top = (Math.max(...ys) + Math.min(...ys)) / 2 - faceHeight * 0.05 - (scale * viewHeight) / 2;
  const [source, shrunk] = await shrink(photograph, Math.max(1, Math.floor(scale)));
  const picture = paint(width, viewHeight, (x, y, channel) => {
    const [u, v] = [left + scale * x, top + scale * y];
    return sample(source, (cos * u - sin * v) / shrunk, (sin * u + cos * v) / shrunk, channel);
  });
  const placed = upright.map(([x, y, z]) => [(x - left) / scale, (y - top) / scale, z / scale] as const);
  return { picture, mesh: placed } satisfies View;
}

/** A photograph that is much larger than the view is averaged first, so that no false pattern appears. */
async function shrink(photograph: Picture, times: number): Promise<[Picture, number]> {
  if (times === 1) return [photograph, 1];
  const { width, height } = photograph;
  const { data, info } = await sharp(photograph.rgb, { raw: { width, height, channels: 3 } })
    .resize(Math.round(width / times))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [{ rgb: data, width: info.width, height: info.height }, width / info.width];
}
