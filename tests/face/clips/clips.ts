import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Picture } from '../../../app/presence/engine/observation.ts';
import { shakePicture, shakeYuv, toYuv } from './camera-noise.ts';
import { perform, poseAt, type Act } from './perform.ts';
import { clipsDir, keep, type Portrait } from './portraits.ts';
import { renderPose } from './render-pose.ts';
import { black, nobody, onScreen, two, waved } from './scenes.ts';
import { y4mFile } from './y4m.ts';

/** Pictures a second of every clip. */
export const clipRate = 10;
const stillFrames = 30;
const pause: Act = { do: 'hold', forMs: 600 };

/** What the performing clips show, in order, after a quiet second. */
export const orders = {
  order1: [{ do: 'blink', times: 2 }, pause, { do: 'turn_left' }, pause, { do: 'turn_right' }],
  order2: [{ do: 'turn_right' }, pause, { do: 'turn_left' }, pause, { do: 'blink', times: 2 }],
} satisfies Record<string, Act[]>;

/** One picture per frame, before the camera's noise. */
type Scene = () => Promise<Picture[]>;

const scenes = {
  'genuine-order1': () => performance('A1', orders.order1),
  'genuine-order2': () => performance('A1', orders.order2),
  'other-order1': () => performance('B', orders.order1),
  'still-photograph': async () => repeat(await renderPose('A1')),
  'waved-print': async () => {
    const print = await renderPose('A1');
    return Array.from({ length: 4 * clipRate }, (_, n) => waved(print, (n * 1_000) / clipRate));
  },
  'screen-replay-order2': async () => (await performance('A1', orders.order2)).map(onScreen),
  'swap-in-the-middle': async () => {
    const [first, second] = [await performance('A1', orders.order1), await performance('B', orders.order1)];
    return first.map((frame, n) => (n < first.length / 2 ? frame : (second[n] ?? frame)));
  },
  'two-faces': async () => repeat(await two('A1', 'C')),
  'no-face': async () => repeat(nobody()),
  black: async () => repeat(black()),
} satisfies Record<string, Scene>;

export type ClipName = keyof typeof scenes;
export const clipNames = Object.keys(scenes) as ClipName[];

/** The frames of a person who does these acts after a quiet second, `clipRate` a second, as no camera gives them: see `filmed`. */
export function performance(person: Portrait, acts: Act[]): Promise<Picture[]> {
  const whole = perform([{ do: 'hold', forMs: 1_200 }, ...acts, pause]);
  const frames = Math.ceil((whole.totalMs / 1_000) * clipRate);
  return Promise.all(
    Array.from({ length: frames }, (_, n) => renderPose(person, poseAt(whole, (n * 1_000) / clipRate))),
  );
}

const played = new Map<ClipName, Promise<Picture[]>>();

function play(name: ClipName): Promise<Picture[]> {
  const known = played.get(name) ?? scenes[name]();
  played.set(name, known);
  return known;
}

/** Pictures as a camera in a hand takes them; another `seed` is another sitting, so that no two checks are alike. */
export function filmed(pictures: Picture[], seed = 0): Picture[] {
  return pictures.map((picture, n) => shakePicture(picture, n, seed));
}

/** The frames of a clip as a camera takes them; no two are equal. */
export async function clipFrames(name: ClipName, seed = 0): Promise<Picture[]> {
  return filmed(await play(name), seed);
}

/** The same clip as a file for Chromium's `--use-file-for-fake-video-capture`; made once, each a sitting of its own. */
export async function clipFile(name: ClipName): Promise<string> {
  const file = join(clipsDir, `${name}.y4m`);
  if (!existsSync(file))
    keep(
      file,
      y4mFile(
        (await play(name)).map((frame, n) => shakeYuv(toYuv(frame), n, clipNames.indexOf(name))),
        clipRate,
      ),
    );
  return file;
}

/** A frame as a browser uploads it. */
export function toJpeg({ rgb, width, height }: Picture): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

function repeat(picture: Picture): Picture[] {
  return Array.from({ length: stillFrames }, () => picture);
}
