import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { runTool } from '../media-pipeline/run-tool.server.ts';

/** What the bench packs: nothing here is anybody's. */
export const footage = ['slides', 'talk', 'motion'] as const;
export type Footage = (typeof footage)[number];

const size = { width: 1280, height: 720, rate: 25 };
/** A voice that swells and pauses. */
const voice = 'anoisesrc=c=pink:r=48000:a=0.3,highpass=f=120,lowpass=f=6000,tremolo=f=3.5:d=0.9';
const slideS = 10;

/**
 * Makes an upload of so many seconds: `slides` as a screen recorder writes a lecture, `talk` with a still room, a little
 * grain and somebody who moves before it, `motion` with everything moving, in grain.
 */
export async function makeFootage(kind: Footage, seconds: number, dir: string): Promise<string> {
  const path = join(dir, `${kind}.mp4`);
  const { width, height, rate } = size;
  const fractal = (w: number, h: number) => [
    '-f',
    'lavfi',
    '-i',
    `mandelbrot=s=${w}x${h}:r=${rate}:maxiter=400:end_scale=0.02`,
  ];
  const pictures: Record<Footage, () => Promise<string[]> | string[]> = {
    slides: async () => [...(await drawSlides(seconds, dir)), '-filter_complex', `[0:v]fps=${rate}[v]`],
    talk: () => [
      ...fractal(320, 420),
      ...['-filter_complex', `gradients=s=${width}x${height}:r=${rate}:speed=0.00001[room];${overlay}`],
    ],
    motion: () => [...fractal(width, height), '-filter_complex', '[0:v]noise=alls=4:allf=t[v]'],
  };
  await runTool('ffmpeg', [
    ...['-v', 'error', '-y', ...(await pictures[kind]()), '-f', 'lavfi', '-i', voice, '-t', `${seconds}`],
    ...['-map', '[v]', '-map', '1:a', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18'],
    ...['-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '128k', path],
  ]);
  return path;
}

/** Somebody who sways. */
const overlay = `[room][0:v]overlay=x='480+30*sin(t)':y='260+8*sin(2.3*t)':eval=frame,noise=alls=2:allf=t[v]`;

/** Slides with a heading, lines and a drawing; ten seconds each. */
async function drawSlides(seconds: number, dir: string): Promise<string[]> {
  await mkdir(join(dir, 'drawn'), { recursive: true });
  for (let n = 0; n < Math.ceil(seconds / slideS); n++) {
    const lines = Array.from(
      { length: 4 + (n % 3) },
      (_, i) =>
        `<text x="90" y="${260 + i * 70}" font-size="40">第 ${n + 1} 步之 ${i + 1}：先洗手，再扶稳，慢慢坐起来</text>`,
    );
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" font-family="Noto Sans CJK SC">
      <rect width="1280" height="720" fill="#f6f3ea"/><rect width="1280" height="130" fill="hsl(${n * 47} 40% 35%)"/>
      <text x="90" y="88" font-size="56" fill="#fff">照护基础 ${n + 1}</text>${lines.join('')}
      <circle cx="1100" cy="${300 + n * 20}" r="90" fill="hsl(${n * 71} 60% 60%)"/>
      <path d="M960 600 q80 -${100 + n * 9} 160 0 t160 0" fill="none" stroke="#333" stroke-width="9"/></svg>`;
    await sharp(Buffer.from(svg))
      .png()
      .toFile(join(dir, 'drawn', `${n}.png`));
  }
  return ['-framerate', `1/${slideS}`, '-i', join(dir, 'drawn', '%d.png')];
}
