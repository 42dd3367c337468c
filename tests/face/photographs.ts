import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decodeFrame } from '../../app/presence/engine/decode-frame.server.ts';
import type { Picture } from '../../app/presence/engine/observation.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api')), '../demo');

/** How many people look at the camera, or nearly, in the photographs that a package carries, counted by eye. */
export const peopleInPhotograph = { 1: 3, 2: 3, 3: 3, 4: 4, 5: 5, 6: 4 } as const;

/** The one person who is in two of the photographs, by where her face begins. */
export const sameWoman = [
  { photograph: 1, leftPx: 1491 },
  { photograph: 3, leftPx: 1063 },
] as const;

/** Photograph `number`, decoded as the server decodes frames. */
export async function openPhotograph(number: number): Promise<Picture> {
  return decodeFrame(await readFile(join(folder, `sample${number}.jpg`)));
}

/** The picture as a mirror shows it. */
export function mirror({ rgb, width, height }: Picture): Picture {
  const mirrored = new Uint8Array(rgb.length);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const row = Math.floor(pixel / width);
    const from = (row * width + (width - 1 - (pixel % width))) * 3;
    mirrored.set(rgb.subarray(from, from + 3), pixel * 3);
  }
  return { rgb: mirrored, width, height };
}

/** A picture of one colour. */
export function plain(width: number, height: number, colour: readonly [number, number, number]): Picture {
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => colour[i % 3] ?? 0);
  return { rgb, width, height };
}
