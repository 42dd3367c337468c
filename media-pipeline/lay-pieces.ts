import type { LessonScript } from './lesson-script.ts';
import { splitBreaths, splitSentences } from './split-sentences.ts';

/** Silences of a lesson. */
export const pauses = {
  startMs: 600,
  breathMs: 170,
  sentenceMs: 350,
  paragraphMs: 550,
  slideMs: 900,
  endMs: 1500,
};

/** A breath, spoken by itself, or a silence. */
export type Piece = { slide: number; text: string } | { slide: number; silenceMs: number };

/** Breaths and the pauses between them, in order; a slide's gap belongs to the slide before. */
export function layPieces(script: LessonScript): Piece[] {
  const pieces: Piece[] = [];
  script.slides.forEach((content, slide) => {
    const rest = (silenceMs: number) => pieces.push({ slide, silenceMs });
    content.speech.forEach((speech, n) => {
      if (speech.kind === 'pause') return void rest(speech.seconds * 1000);
      if (n > 0 && content.speech[n - 1]?.kind === 'say') rest(pauses.paragraphMs);
      splitSentences(speech.text).forEach((sentence, s) => {
        if (s > 0) rest(pauses.sentenceMs);
        splitBreaths(sentence).forEach((text, b) => {
          if (b > 0) rest(pauses.breathMs);
          pieces.push({ slide, text });
        });
      });
    });
    if (slide < script.slides.length - 1) rest(pauses.slideMs);
  });
  return pieces;
}
