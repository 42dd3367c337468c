import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createFaceEngine, type FaceEngine } from '../../../app/presence/engine/face-engine.server.ts';
import type { Picture } from '../../../app/presence/engine/observation.ts';
import { fingerprint, testDataDir } from '../../harness/test-house.ts';
import { dropOutdated } from './drop-outdated.ts';
import { makeView, viewHeight, viewWidth, type View } from './view.ts';

/** Photographs that the package @vladmandic/face-api carries, and where in them a face is. A1 and A2 are one person. */
const crops = {
  A1: { file: 'sample1.jpg', left: 1290, top: 60, width: 520, height: 560 },
  A2: { file: 'sample3.jpg', left: 880, top: 90, width: 520, height: 600 },
  B: { file: 'sample6.jpg', left: 150, top: 380, width: 520, height: 560 },
  C: { file: 'sample6.jpg', left: 1060, top: 240, width: 430, height: 520 },
};
export type Portrait = keyof typeof crops;
export const portraitNames = Object.keys(crops) as Portrait[];

/** Height of the face in its view. */
const faceShare = 0.6;
const halfFaceShare = 0.5;

/** Clips made by the same generator from the same photographs are the same: they are made once on a machine. */
export const clipsDir = join(
  testDataDir,
  'clips',
  fingerprint(['tests/face/clips', 'app/presence/engine/find-faces.ts', 'package-lock.json']),
);

let engine: Promise<FaceEngine> | undefined;

/** The photograph itself, cut to one person. */
export async function readPhotograph(name: Portrait): Promise<Picture> {
  const { file, ...cut } = crops[name];
  const folder = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'));
  const { data, info } = await sharp(join(folder, 'demo', file))
    .removeAlpha()
    .toColourspace('srgb')
    .extract(cut)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgb: data, width: info.width, height: info.height };
}

/** The person of a photograph in the middle of a camera's view; `half`: in a view of half the width. */
export async function readPortrait(name: Portrait, half = false): Promise<View> {
  const width = half ? viewWidth / 2 : viewWidth;
  const file = join(clipsDir, `${name}${half ? '-half' : ''}`);
  if (existsSync(`${file}.json`)) {
    const mesh = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as View['mesh'];
    return { picture: { rgb: readFileSync(`${file}.rgb`), width, height: viewHeight }, mesh };
  }
  engine ??= createFaceEngine();
  const photograph = await readPhotograph(name);
  const [face] = (await engine).findFaces(photograph);
  if (!face) throw new Error(`No face was found in the photograph of ${name}.`);
  const view = await makeView(photograph, face, half ? halfFaceShare : faceShare, width);
  keep(`${file}.rgb`, view.picture.rgb);
  keep(`${file}.json`, JSON.stringify(view.mesh));
  return view;
}

/** Writes a file that another run may be writing too: whole or not at all. */
export function keep(file: string, content: string | Uint8Array | Uint8ClampedArray): void {
  dropOutdated(dirname(file));
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content as string | Uint8Array);
  renameSync(draft, file);
}
