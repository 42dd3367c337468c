import { join } from 'node:path';
import type { LessonScript } from './lesson-script.ts';
import { audioKbps, frameMs } from './ladder.ts';
import { layPieces, pauses, type Piece } from './lay-pieces.ts';
import { findLoudnessFilter, rawInput } from './loudness.server.ts';
import { bytesOf, joinPcm, msOf, samplesOf, type Pcm } from './pcm.ts';
import { PlainFailure } from './plain-failure.ts';
import { runTool } from './run-tool.server.ts';
import { speak, voices } from './voice.server.ts';
import type { Cue } from './write-subtitles.ts';

/** Where everything lies in the lesson, ms: what the slides, subtitles and questions are placed by. */
export type Timeline = {
  /** A whole number of frames. */
  totalMs: number;
  slides: { fromMs: number; narrationEndMs: number }[];
  cues: Cue[];
};

/** Speaks the lesson into `<dir>/speech.m4a` at even loudness and says when each breath is heard. */
export async function speakLesson(
  script: LessonScript,
  dir: string,
  on: { signal?: AbortSignal; onShare?: (share: number) => void } = {},
): Promise<Timeline> {
  const pieces = layPieces(script);
  const spoken = await speakAll(pieces, on);
  const timeline: Timeline = {
    totalMs: 0,
    slides: script.slides.map(() => ({ fromMs: 0, narrationEndMs: 0 })),
    cues: [],
  };
  const parts: (Pcm | number)[] = [samplesOf(pauses.startMs)];
  let at = samplesOf(pauses.startMs);
  let slide = 0;
  pieces.forEach((piece, i) => {
    const place = timeline.slides[piece.slide];
    if (piece.slide !== slide && place) {
      const rest = restUntil(script, piece.slide, at);
      parts.push(rest);
      at += rest;
      place.fromMs = Math.round(msOf(at));
    }
    const fromMs = Math.round(msOf(at));
    slide = piece.slide;
    const pcm = spoken[i];
    parts.push(pcm ?? samplesOf('silenceMs' in piece ? piece.silenceMs : 0));
    at += pcm?.length ?? samplesOf('silenceMs' in piece ? piece.silenceMs : 0);
    if (!('text' in piece)) return;
    const toMs = Math.round(msOf(at));
    timeline.cues.push({ fromMs, toMs, text: piece.text });
    if (place) place.narrationEndMs = toMs;
  });
  timeline.totalMs = Math.ceil((msOf(at) + pauses.endMs) / frameMs) * frameMs;
  parts.push(samplesOf(timeline.totalMs) - at);
  await writeSpeech(joinPcm(parts), join(dir, 'speech.m4a'), on.signal);
  return timeline;
}

/** Samples of silence until a slide may be shown. Errors: `PlainFailure` when what is before it is not said by then. */
function restUntil({ slides }: LessonScript, slide: number, at: number): number {
  const atMs = slides[slide]?.atMs ?? null;
  if (atMs === null) return 0;
  const rest = samplesOf(atMs) - at;
  if (rest >= 0) return rest;
  const said = `${Math.floor(msOf(at) / 60_000)}:${String(Math.ceil(msOf(at) / 1000) % 60).padStart(2, '0')}`;
  throw new PlainFailure(
    `第 ${slide + 1} 页来得太早：前面要讲到 ${said}。`,
    `Slide ${slide + 1} comes too early: what is before it lasts until ${said}.`,
  );
}

/** Speaks every breath, two at a time. */
async function speakAll(
  pieces: Piece[],
  on: { signal?: AbortSignal; onShare?: (share: number) => void },
): Promise<(Pcm | null)[]> {
  const spoken: (Pcm | null)[] = pieces.map(() => null);
  let next = 0;
  const speakOn = async () => {
    for (let i = next++; i < pieces.length; i = next++) {
      const piece = pieces[i];
      if (piece && 'text' in piece) spoken[i] = await speak(piece.text, voices.lesson, on.signal);
      on.onShare?.(i / pieces.length);
    }
  };
  await Promise.all([speakOn(), speakOn()]);
  return spoken;
}

/** Brings the whole track to one loudness and encodes it once for all renditions: AAC, mono, 64 kbit/s. */
export async function writeSpeech(pcm: Pcm, path: string, signal?: AbortSignal): Promise<void> {
  const filter = await findLoudnessFilter(pcm, signal);
  const encode = ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', `${audioKbps}k`, '-ac', '1', '-ar', '44100'];
  await runTool(
    'ffmpeg',
    ['-hide_banner', '-y', '-v', 'error', ...rawInput, '-af', filter, ...encode, path],
    {
      input: bytesOf(pcm),
      signal,
    },
  );
}
