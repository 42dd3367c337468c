import { estimateBreath } from './estimate-length.ts';
import { layPieces } from './lay-pieces.ts';
import type { LessonScript } from './lesson-script.ts';
import { PlainFailure } from './plain-failure.ts';
import type { Cue } from './write-subtitles.ts';

/**
 * When each slide of a recorded voice begins, ms: where its author said so (`[at m:ss]`), between those in proportion to
 * what is said. Errors: `PlainFailure` when the times do not ascend or lie beyond the recording.
 */
export function placeSlides(script: LessonScript, totalMs: number): number[] {
  const weights = script.slides.map((_, s) => weighSlide(script, s));
  const anchors = script.slides.map(({ atMs }, s) => (s === 0 ? 0 : atMs));
  let before = 0;
  anchors.forEach((atMs, s) => {
    if (atMs === null || s === 0) return;
    if (atMs <= before || atMs >= totalMs)
      throw new PlainFailure(
        `第 ${s + 1} 页的时间不对：要比前面的晚，比录音的结尾早。`,
        `Slide ${s + 1} has a time that is not after those before it and before the end of the recording.`,
      );
    before = atMs;
  });
  const starts: number[] = [];
  for (let s = 0; s < anchors.length;) {
    const fromMs = anchors[s] ?? 0;
    const next = anchors.findIndex((atMs, n) => n > s && atMs !== null);
    const end = next < 0 ? anchors.length : next;
    const toMs = anchors[end] ?? totalMs;
    const sum = weights.slice(s, end).reduce((all, one) => all + one, 0);
    let at = fromMs;
    for (; s < end; s++) {
      starts.push(Math.round(at));
      at += ((toMs - fromMs) * (weights[s] ?? 0)) / sum;
    }
  }
  return starts;
}

/** Subtitles of a recorded voice: the breaths of each slide share its time by how long they take to say. */
export function placeCues(script: LessonScript, starts: readonly number[], totalMs: number): Cue[] {
  const cues: Cue[] = [];
  script.slides.forEach((_, s) => {
    const pieces = layPieces(script).filter((piece) => piece.slide === s);
    const lengths = pieces.map((piece) => ('text' in piece ? estimateBreath(piece.text) : piece.silenceMs));
    const sum = lengths.reduce((all, one) => all + one, 0);
    const fromMs = starts[s] ?? 0;
    const span = (starts[s + 1] ?? totalMs) - fromMs;
    let at = 0;
    pieces.forEach((piece, i) => {
      const begins = Math.round(fromMs + (span * at) / sum);
      at += lengths[i] ?? 0;
      const ends = Math.round(fromMs + (span * at) / sum);
      if ('text' in piece && ends > begins) cues.push({ fromMs: begins, toMs: ends, text: piece.text });
    });
  });
  return cues;
}

function weighSlide(script: LessonScript, s: number): number {
  return layPieces(script)
    .filter((piece) => piece.slide === s)
    .reduce((sum, piece) => sum + ('text' in piece ? estimateBreath(piece.text) : piece.silenceMs), 1);
}
