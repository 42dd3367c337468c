import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frameMs, framesASegment, framesPerS, ladder, segmentMs, type Rung } from './ladder.ts';
import { listSegments, type Composed } from './list-segments.server.ts';
import { runTool } from './run-tool.server.ts';
import type { Timeline } from './speak-lesson.server.ts';

/**
 * Makes the three renditions in one ffmpeg run: each slide is decoded and scaled once, then repeated as frames;
 * every 4 s all rungs start a segment with a key frame.
 */
export async function composeLesson(
  timeline: Timeline,
  slidesDir: string,
  speechM4a: string,
  dir: string,
  on: { signal?: AbortSignal; onShare?: (share: number) => void } = {},
): Promise<Composed> {
  const list = join(dir, 'slides.txt');
  await writeFile(list, writeSlideList(timeline, slidesDir));
  for (const rung of ladder) await mkdir(join(dir, rung.name), { recursive: true });
  const splits = ladder.map((rung) => `[s${rung.name}]`).join('');
  const scales = ladder.map(
    (rung) =>
      `[s${rung.name}]scale=${rung.width}:${rung.height}:flags=lanczos:out_color_matrix=bt709:out_range=tv,` +
      `format=yuv420p,setsar=1,fps=${framesPerS}:start_time=0[v${rung.name}]`,
  );
  const args = [
    ...['-hide_banner', '-nostdin', '-y', '-v', 'error', '-progress', 'pipe:2'],
    ...['-f', 'concat', '-safe', '0', '-i', list, '-i', speechM4a],
    ...['-filter_complex', [`[0:v]split=${ladder.length}${splits}`, ...scales].join(';')],
    ...ladder.flatMap((rung) => writeOutput(rung, timeline.totalMs, dir)),
  ];
  await runTool('ffmpeg', args, {
    signal: on.signal,
    onLine: (line) => {
      const us = /^out_time_us=(\d+)/.exec(line)?.[1];
      if (us) on.onShare?.(Math.min(1, Number(us) / 1000 / timeline.totalMs));
    },
  });
  return listSegments(dir, ladder);
}

/** Options of one rung: baseline or main profile, bounded rate, fixed groups of pictures, MPEG-TS segments. */
function writeOutput(rung: Rung, totalMs: number, dir: string): string[] {
  const gop = `${framesASegment}`;
  return [
    ...['-map', `[v${rung.name}]`, '-map', '1:a', '-t', `${totalMs / 1000}`],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-tune',
      'stillimage',
      '-profile:v',
      rung.profile,
      '-level',
      rung.level,
    ],
    ...['-b:v', `${rung.videoKbps}k`, '-maxrate', `${rung.maxKbps}k`, '-bufsize', `${rung.maxKbps * 2}k`],
    // Still pictures need no lookahead; under quantiser 20 bytes buy nothing that can be seen.
    ...['-qmin', '20', '-x264-params', 'weightp=0:mbtree=0:rc-lookahead=0:subme=1:me=dia'],
    ...['-g', gop, '-keyint_min', gop, '-sc_threshold', '0', '-bf', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${segmentMs / 1000})`],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-c:a', 'copy'],
    ...[
      '-f',
      'hls',
      '-hls_time',
      `${segmentMs / 1000}`,
      '-hls_playlist_type',
      'vod',
      '-hls_segment_type',
      'mpegts',
    ],
    ...['-hls_flags', 'independent_segments', '-hls_segment_filename', join(dir, rung.name, '%d.ts')],
    join(dir, rung.name, 'list.m3u8'),
  ];
}

/** Each slide from its first frame to the next slide's; the last is named twice, as the reader asks. */
function writeSlideList(timeline: Timeline, slidesDir: string): string {
  const frameAt = (ms: number) => Math.round(ms / frameMs);
  const lines = timeline.slides.map(({ fromMs }, n) => {
    const toMs = timeline.slides[n + 1]?.fromMs ?? timeline.totalMs;
    const frames = frameAt(toMs) - frameAt(n === 0 ? 0 : fromMs);
    return `file '${join(slidesDir, `${n}.png`)}'\nduration ${(frames * frameMs) / 1000}\n`;
  });
  return `ffconcat version 1.0\n${lines.join('')}file '${join(slidesDir, `${timeline.slides.length - 1}.png`)}'\n`;
}
