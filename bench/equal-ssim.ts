import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { planLadder, type VideoRung } from '../media-pipeline/plan-ladder.ts';
import type { SourceVideo } from '../media-pipeline/probe-video.server.ts';
import { runTool } from '../media-pipeline/run-tool.server.ts';
import { segmentMs } from '../media-pipeline/ladder.ts';
import { transcodeVideo } from '../media-pipeline/transcode.server.ts';
import { footage, type Footage } from './make-footage.ts';

/** A video stream: its bytes, and how near it is to its source at its own size. */
type Stream = { bytes: number; ssim: number };
export type Sources = Record<Footage, { path: string; source: SourceVideo }>;

/** Shares of the product's rate at which the fixed ladder is tried. */
const shares = [0.7, 1, 1.4];

/**
 * Bytes of the product ÷ bytes of a fixed ladder that shows no title worse on any rung: same rungs, encoder, preset and key
 * frames, one bitrate a rung for all titles, the lowest that is enough for the hardest of them. Also title by title.
 */
export async function compareBytes(sources: Sources, dir: string): Promise<Record<string, number>> {
  const ours: Partial<Record<Footage, Record<string, Stream>>> = {};
  const totals: Record<string, { ours: number; fixed: number }> = {};
  for (const title of footage) ours[title] = await encodeOurs(sources[title], join(dir, `ours-${title}`));
  const figures: Record<string, number> = {};
  for (const rung of planLadder(sources.motion.source.width, sources.motion.source.height)) {
    const goal = ours.motion?.[rung.name];
    if (!goal) throw new Error(`no ${rung.name}`);
    const durationS = sources.motion.source.durationMs / 1000;
    const kbps = (goal.bytes * 8) / 1000 / durationS;
    const tried: (Stream & { kbps: number })[] = [];
    for (const share of shares) {
      const at = kbps * share;
      tried.push({ kbps: at, ...(await encodeFixed(sources.motion, rung, at, dir)) });
    }
    const enough = rateFor(tried, goal.ssim);
    for (const title of footage) {
      const fixed = await encodeFixed(sources[title], rung, enough, dir);
      const own = ours[title]?.[rung.name] ?? { bytes: 0, ssim: 0 };
      for (const name of ['', `Of${title}`]) {
        const total = (totals[`bytesRatio${name}`] ??= { ours: 0, fixed: 0 });
        total.ours += own.bytes;
        total.fixed += fixed.bytes;
      }
      figures[`${title}${rung.name}OursKbps`] = (own.bytes * 8) / durationS / 1000;
      figures[`${title}${rung.name}FixedKbps`] = (fixed.bytes * 8) / durationS / 1000;
      figures[`${title}${rung.name}OursSsim`] = own.ssim;
      figures[`${title}${rung.name}FixedSsim`] = fixed.ssim;
    }
  }
  const ratios = Object.entries(totals).map(([name, { ours, fixed }]) => [name, ours / fixed] as const);
  return { ...Object.fromEntries(ratios), ...figures };
}

/** The product's own transcoding; its video streams by rung. */
async function encodeOurs({ path, source }: Sources[Footage], dir: string): Promise<Record<string, Stream>> {
  await mkdir(dir, { recursive: true });
  const rungs = planLadder(source.width, source.height);
  await transcodeVideo(source, path, rungs, 'volume=0dB', dir);
  const streams: Record<string, Stream> = {};
  for (const rung of rungs) {
    const count = (await readdir(join(dir, rung.name))).filter((name) => name.endsWith('.ts')).length;
    const parts: Buffer[] = [];
    for (let n = 0; n < count; n++) parts.push(await readFile(join(dir, rung.name, `${n}.ts`)));
    const whole = join(dir, `${rung.name}.ts`);
    await writeFile(whole, Buffer.concat(parts));
    const h264 = join(dir, `${rung.name}.h264`);
    await runTool('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-i',
      whole,
      '-map',
      '0:v',
      '-c',
      'copy',
      '-f',
      'h264',
      h264,
    ]);
    streams[rung.name] = await judge(h264, { path, source }, rung);
  }
  return streams;
}

/** One rung at a bitrate that is the same for every title. */
async function encodeFixed(
  { path, source }: Sources[Footage],
  rung: VideoRung,
  kbps: number,
  dir: string,
): Promise<Stream> {
  const h264 = join(dir, 'fixed.h264');
  const gop = `${(source.framesPerS * segmentMs) / 1000}`;
  await runTool('ffmpeg', [
    ...['-v', 'error', '-y', '-i', path, '-map', '0:v', '-vf', writeScale(source, rung)],
    ...['-c:v', 'libx264', '-preset', 'medium', '-profile:v', 'main', '-pix_fmt', 'yuv420p'],
    ...['-b:v', `${kbps}k`, '-maxrate', `${kbps * 1.2}k`, '-bufsize', `${kbps * 2}k`],
    ...['-g', gop, '-keyint_min', gop, '-sc_threshold', '0', '-f', 'h264', h264],
  ]);
  return judge(h264, { path, source }, rung);
}

const writeScale = ({ framesPerS }: SourceVideo, { width, height }: VideoRung) =>
  `fps=${framesPerS}:start_time=0,scale=${width}:${height}:flags=bicubic:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p`;

/** Holds a stream against its source, scaled to its size. */
async function judge(h264: string, { path, source }: Sources[Footage], rung: VideoRung): Promise<Stream> {
  const graph = `[0:v]setpts=N[a];[1:v]${writeScale(source, rung)},setpts=N[b];[a][b]ssim`;
  const args = [
    '-hide_banner',
    '-nostats',
    '-r',
    `${source.framesPerS}`,
    '-f',
    'h264',
    '-i',
    h264,
    '-i',
    path,
  ];
  const { stderr } = await runTool('ffmpeg', [...args, '-lavfi', graph, '-an', '-f', 'null', '-']);
  const ssim = Number(/SSIM .*All:([\d.]+)/.exec(stderr)?.[1]);
  if (!(ssim > 0)) throw new Error('no SSIM was measured');
  return { bytes: (await readFile(h264)).length, ssim };
}

/** The rate at which this SSIM is reached, between the rates that were tried: straight in dB over the logarithm of the rate. */
function rateFor(tried: (Stream & { kbps: number })[], ssim: number): number {
  const db = (value: number) => -10 * Math.log10(1 - Math.min(value, 0.999999));
  const points = tried.map((one) => ({ x: Math.log(one.kbps), y: db(one.ssim) }));
  const above = Math.max(
    1,
    points.findIndex(({ y }) => y >= db(ssim)),
  );
  const [a, b] = [points[above - 1], points[above]];
  if (!a || !b) throw new Error('the fixed ladder was not tried');
  return Math.exp(a.x + ((db(ssim) - a.y) / (b.y - a.y)) * (b.x - a.x));
}
