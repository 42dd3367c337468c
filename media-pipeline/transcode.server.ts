import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findGain, readLoudness } from './loudness.server.ts';
import type { VideoRung } from './plan-ladder.ts';
import type { SourceVideo } from './probe-video.server.ts';
import { explainUpload, runConfined, workLimits } from './run-confined.server.ts';
import { writeLoudnessMeter, writeTranscode } from './transcode-arguments.ts';

type On = { signal?: AbortSignal; onShare?: (share: number) => void };

/** The filter that brings the sound of an uploaded video to the target loudness. Errors: `PlainFailure`. */
export async function measureVideo(
  source: SourceVideo,
  path: string,
  dir: string,
  on: On = {},
): Promise<string> {
  const args = writeLoudnessMeter(source, path);
  const { stderr } = await runConfined('ffmpeg', args, dir, workLimits(source.durationMs), on).catch(
    explainUpload,
  );
  return findGain(readLoudness(stderr));
}

/** Makes the plain segments of every rung in `dir`, in one run. Errors: `PlainFailure` when the video is to blame. */
export async function transcodeVideo(
  source: SourceVideo,
  path: string,
  rungs: readonly VideoRung[],
  gain: string,
  dir: string,
  on: On = {},
): Promise<void> {
  for (const { name } of rungs) await mkdir(join(dir, name), { recursive: true });
  await runConfined('ffmpeg', writeTranscode(source, path, rungs, gain), dir, workLimits(source.durationMs), {
    signal: on.signal,
    onLine: (line) => {
      const us = /^out_time_us=(\d+)/.exec(line)?.[1];
      if (us) on.onShare?.(Math.min(1, Number(us) / 1000 / source.durationMs));
    },
  }).catch(explainUpload);
}
