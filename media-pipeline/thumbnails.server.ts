import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { layStoryboard, tile } from '../app/approval/lay-storyboard.ts';
import type { Composed } from './list-segments.server.ts';
import { lookLimits, runConfined } from './run-confined.server.ts';

const { width, height, columns } = tile;

/**
 * Draws `storyboard.jpg` in `dir`: tile by tile, the first picture of every so many segments of the lowest rendition.
 * With `withPoster` also `poster.jpg`, 960 × 540: the most varied of them, of the highest rendition.
 */
export async function drawThumbnails(
  composed: Composed,
  segmentsDir: string,
  withPoster: boolean,
  dir: string,
  signal?: AbortSignal,
): Promise<void> {
  const [lowest, highest] = [composed[0], composed.at(-1)];
  if (!lowest || !highest) throw new Error('nothing was made');
  const { tiles, rows, everySegments } = layStoryboard(lowest.segmentsMs.length);
  const numbers = Array.from({ length: tiles }, (_, n) => n * everySegments);
  const rgb = await drawFirsts(
    numbers.map((n) => join(segmentsDir, lowest.name, `${n}.ts`)),
    [writeFit(width, height), `tile=${columns}x${rows}`],
    dir,
    signal,
  );
  const raw = { raw: { width: columns * width, height: rows * height, channels: 3 as const } };
  await sharp(rgb, raw).jpeg({ quality: 70, mozjpeg: true }).toFile(join(dir, 'storyboard.jpg'));
  if (!withPoster) return;
  const n = numbers[findMostVaried(rgb, tiles)] ?? 0;
  const picture = await drawFirsts(
    [join(segmentsDir, highest.name, `${n}.ts`)],
    [writeFit(960, 540)],
    dir,
    signal,
  );
  await sharp(picture, { raw: { width: 960, height: 540, channels: 3 } })
    .jpeg({ quality: 82, mozjpeg: true })
    .toFile(join(dir, 'poster.jpg'));
}

/** The first picture of each segment through these filters, as RGB. */
async function drawFirsts(
  paths: string[],
  filters: string[],
  dir: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  const segments = async function* () {
    for (const path of paths) yield await readFile(path);
  };
  const args = [
    // Each segment has one key frame; the jumps between them are none of the learner's.
    ...['-hide_banner', '-nostats', '-v', 'fatal', '-skip_frame', 'nokey'],
    ...[
      '-protocol_whitelist',
      'pipe',
      '-f',
      'mpegts',
      '-i',
      'pipe:0',
      '-map',
      '0:v',
      '-fps_mode',
      'passthrough',
    ],
    ...['-vf', filters.join(','), '-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'],
  ];
  const { stdout } = await runConfined('ffmpeg', args, dir, lookLimits, { input: segments(), signal });
  return stdout;
}

const writeFit = (width: number, height: number) =>
  `scale=${width}:${height}:force_original_aspect_ratio=decrease,pad=${width}:${height}:-1:-1,setsar=1`;

/** The tile whose green differs most from its mean: neither black nor a plain wall. */
function findMostVaried(rgb: Buffer, tiles: number): number {
  let [best, most] = [0, -1];
  for (let n = 0; n < tiles; n++) {
    let [sum, squares] = [0, 0];
    const from = Math.floor(n / columns) * height * columns * width + (n % columns) * width;
    for (let y = 0; y < height; y += 3)
      for (let x = 0; x < width; x += 3) {
        const green = rgb[(from + y * columns * width + x) * 3 + 1] ?? 0;
        sum += green;
        squares += green ** 2;
      }
    const pixels = (width / 3) * (height / 3);
    const variance = squares / pixels - (sum / pixels) ** 2;
    if (variance > most) [best, most] = [n, variance];
  }
  return best;
}
