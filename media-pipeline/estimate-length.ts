import type { LessonScript } from './lesson-script.ts';
import { layPieces, pauses } from './lay-pieces.ts';
import { readAloud } from './read-aloud.ts';

/** Measured on lessons of the lesson's voice (12,000 syllables); tests/media/style.test.ts measures again. */
const spoken = { syllableMs: 310, commaMs: 183 };

/** How long the lesson will be, ms, within about 2 %, without speaking it. */
export function estimateLength(script: LessonScript): number {
  let ms = pauses.startMs + pauses.endMs;
  for (const piece of layPieces(script)) ms += 'text' in piece ? estimateBreath(piece.text) : piece.silenceMs;
  return ms;
}

/** How long one breath of the lesson's voice is, ms. */
export function estimateBreath(text: string): number {
  const read = readAloud(text);
  const syllables = read.match(/[1-5]/g)?.length ?? 0;
  const commas = read.match(/,/g)?.length ?? 0;
  return syllables * spoken.syllableMs + commas * spoken.commaMs;
}
