import { segmentMs } from './ladder.ts';
import type { VideoRung } from './plan-ladder.ts';
import { writeInput } from './probe-arguments.ts';
import type { SourceVideo } from './probe-video.server.ts';

/** Of the sound, which all renditions share. */
export const soundRate = 48_000;
const soundKbps = { mono: 64, stereo: 80 };

/** Sound as it will be heard, on one clock with the picture, gaps filled. */
export function writeSoundFilter({ audioChannels }: SourceVideo): string {
  const layout = audioChannels === 1 ? 'mono' : 'stereo';
  return `aresample=${soundRate}:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=${layout}`;
}

/** ffmpeg: how loud all of it is; no picture is read. */
export function writeLoudnessMeter(source: SourceVideo, path: string): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-nostats', ...writeInput(source.container, path)],
    ...['-map', `0:${source.audio}`, '-vn', '-af', `${writeSoundFilter(source)},ebur128=framelog=verbose`],
    ...['-f', 'null', '-'],
  ];
}

/**
 * ffmpeg: all renditions from one decode, the sound encoded once for all, cut every 4 s at a key frame of each.
 * Segments are `<name>/<n>.ts` with `<name>/list.m3u8` in the working folder.
 */
export function writeTranscode(
  source: SourceVideo,
  path: string,
  rungs: readonly VideoRung[],
  gain: string,
): string[] {
  const gop = (source.framesPerS * segmentMs) / 1000;
  const lengthS = `${countFrames(source) / source.framesPerS}`;
  return [
    ...[
      '-hide_banner',
      '-nostdin',
      '-nostats',
      '-y',
      '-v',
      'error',
      '-progress',
      'pipe:2',
      '-max_error_rate',
      '0.1',
    ],
    ...writeInput(source.container, path),
    ...['-filter_complex', writeFilters(source, rungs, gain)],
    ...rungs.flatMap(({ name }) => ['-map', `[${name}]`]),
    ...['-map', '[sound]', '-t', lengthS, '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-c:v', 'libx264', '-preset', 'medium', '-profile:v', 'main', '-pix_fmt', 'yuv420p'],
    ...rungs.flatMap(({ crf, maxKbps }, n) => [
      ...[`-crf:v:${n}`, `${crf}`, `-maxrate:v:${n}`, `${maxKbps}k`, `-bufsize:v:${n}`, `${maxKbps * 2}k`],
    ]),
    ...['-g', `${gop}`, '-keyint_min', `${gop}`, '-sc_threshold', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${segmentMs / 1000})`],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-c:a', 'aac', '-b:a', `${source.audioChannels === 1 ? soundKbps.mono : soundKbps.stereo}k`],
    ...['-f', 'tee', rungs.map(({ name }, n) => writeTarget(name, n)).join('|')],
  ];
}

/** Frames of every rendition. */
export function countFrames({ durationMs, framesPerS }: SourceVideo): number {
  return Math.max(1, Math.round((durationMs * framesPerS) / 1000));
}

/** Frames are dropped first; each rung is scaled from the next larger one. */
function writeFilters(source: SourceVideo, rungs: readonly VideoRung[], gain: string): string {
  const { framesPerS, pictureShortMs } = source;
  const steps = [
    ...(source.isInterlaced ? ['bwdif=mode=send_frame'] : []),
    `fps=${framesPerS}:start_time=0`,
    // The last picture stays as long as the sound goes on.
    ...(pictureShortMs > 0 ? [`tpad=stop_mode=clone:stop_duration=${pictureShortMs / 1000 + 1}`] : []),
  ];
  const chains = rungs.toReversed().map(({ name, width, height }, n) => {
    const input = n === 0 ? `[0:${source.video}]${steps.join(',')},` : `[to${name}]`;
    const colour = n === 0 ? ':out_color_matrix=bt709:out_range=tv' : '';
    const tone = n === 0 && source.isHdr ? `,${toneMap}` : '';
    const scale = `${input}scale=${width}:${height}:flags=bicubic${colour}${tone},setsar=1,format=yuv420p`;
    const next = rungs[rungs.length - 2 - n];
    return next ? `${scale},split=2[${name}][to${next.name}]` : `${scale}[${name}]`;
  });
  // Padding ends with -t of the output.
  return [...chains, `[0:${source.audio}]${writeSoundFilter(source)},${gain},apad[sound]`].join(';');
}

/** Brightness beyond a plain screen's is rolled off. */
const toneMap =
  'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius,zscale=t=bt709:m=bt709:r=tv';

function writeTarget(name: string, n: number): string {
  const options = [
    `select=\\'v:${n},a:0\\'`,
    'f=hls',
    `hls_time=${segmentMs / 1000}`,
    'hls_playlist_type=vod',
    'hls_segment_type=mpegts',
    'hls_flags=independent_segments',
    `hls_segment_filename=${name}/%d.ts`,
  ];
  return `[${options.join(':')}]${name}/list.m3u8`;
}
