import type { LessonScript } from './lesson-script.ts';
import { layPieces, pauses } from './lay-pieces.ts';
import { readAloud } from './read-aloud.ts';

/** Measured on lessons of the lesson's voice (12,000 syllables); tests/media/style.test.ts measures again. */
const spoken = { syllableMs: 310, commaMs: 183 };

/** How long the lesson will be, ms, within about 2 %, without speaking it. */
export function estimateLength(script: LessonScript): number {
  return estimateSlides(script).reduce((sum, ms) => sum + ms, 0);
}

/** The same of each slide, ms. */
export function estimateSlides(script: LessonScript): number[] {
  const lengths = script.slides.map(() => 0);
  const add = (slide: number, ms: number) => void (lengths[slide] = (lengths[slide] ?? 0) + ms);
  add(0, pauses.startMs);
  add(Math.max(0, lengths.length - 1), pauses.endMs);
  for (const piece of layPieces(script))
    add(piece.slide, 'text' in piece ? estimateBreath(piece.text) : piece.silenceMs);
  return lengths;
}

/** How long one breath of the lesson's voice is, ms. */
export function estimateBreath(text: string): number {
  const read = readAloud(text);
  const syllables = read.match(/[1-5]/g)?.length ?? 0;
  const commas = read.match(/,/g)?.length ?? 0;
  return syllables * spoken.syllableMs + commas * spoken.commaMs;
}
