import { join } from 'node:path';
import { frameMs } from './ladder.ts';
import type { LessonScript } from './lesson-script.ts';
import { msOf, sampleRate } from './pcm.ts';
import { placeCues, placeSlides } from './place-speech.ts';
import { PlainFailure } from './plain-failure.ts';
import { runTool } from './run-tool.server.ts';
import { writeSpeech, type Timeline } from './speak-lesson.server.ts';

/** The longest recording, and the shortest that can be a lesson, ms. */
const longestMs = 60 * 60_000;
const shortestMs = 5_000;

/**
 * Takes a human voice instead of the synthetic one: `<dir>/speech.m4a` at even loudness, slides and subtitles placed in
 * it. Errors: `PlainFailure` when it is no recording, too long, too short, or the script's times do not fit it.
 */
export async function takeVoice(
  script: LessonScript,
  file: string,
  dir: string,
  signal?: AbortSignal,
): Promise<Timeline> {
  const decode = ['-hide_banner', '-nostdin', '-v', 'error', '-protocol_whitelist', 'file,pipe', '-i', file];
  const form = [
    '-map',
    '0:a:0',
    '-t',
    `${longestMs / 1000 + 1}`,
    '-ac',
    '1',
    '-ar',
    `${sampleRate}`,
    '-f',
    's16le',
  ];
  const { stdout } = await runTool('ffmpeg', [...decode, ...form, 'pipe:1'], { signal }).catch(
    (error: Error) => {
      signal?.throwIfAborted();
      throw new PlainFailure('录音文件读不出来。', `The recording cannot be read: ${error.message}`);
    },
  );
  const pcm = new Int16Array(new Uint8Array(stdout).buffer, 0, stdout.length >> 1);
  const voiceMs = msOf(pcm.length);
  if (voiceMs < shortestMs) throw new PlainFailure('录音太短。', 'The recording is too short.');
  if (voiceMs > longestMs) throw new PlainFailure('录音最多 60 分钟。', 'A recording is at most 60 minutes.');
  const totalMs = Math.ceil(voiceMs / frameMs) * frameMs;
  const whole = new Int16Array(Math.round((totalMs * sampleRate) / 1000));
  whole.set(pcm);
  const starts = placeSlides(script, voiceMs);
  await writeSpeech(whole, join(dir, 'speech.m4a'), signal);
  return {
    totalMs,
    slides: starts.map((fromMs, s) => ({ fromMs, narrationEndMs: starts[s + 1] ?? Math.round(voiceMs) })),
    cues: placeCues(script, starts, voiceMs),
  };
}
