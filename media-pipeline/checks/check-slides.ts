import type { Slide } from '../lesson-script.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';

/** A slide as slide-style.ts draws it, px. */
const box = { headingWidth: 1152, headingPx: 56, withDrawing: 658, alone: 1102, height: 396, leastPx: 48 };
const point = { padding: 30, gap: 22, lineHeight: 1.25 };
/** Characters of heading and points. */
const mostCharacters = 40;

/** Slides with more text than can be read on a phone. */
export function checkSlides(file: ScriptFile): Finding[] {
  const found: Finding[] = [];
  for (const slide of file.script.slides) {
    const at = (say: string) => found.push(findingAt(file, slide.heading, say));
    const characters = Array.from(slide.heading + slide.points.join('')).length;
    if (characters > mostCharacters) at(`the slide has ${characters} characters, at most ${mostCharacters}`);
    if (widthOf(slide.heading) * box.headingPx > box.headingWidth) at('the heading is wider than the slide');
    if (heightOf(slide) > box.height) at(`the points do not fit at ${box.leastPx} px`);
  }
  return found;
}

/** Height of the points at the least size, px. */
function heightOf({ points, drawing }: Slide): number {
  const width = drawing === null ? box.alone : box.withDrawing;
  return points.reduce((sum, text, n) => {
    const lines = Math.ceil((widthOf(text) * box.leastPx) / width);
    return sum + lines * point.lineHeight * box.leastPx + point.padding + (n > 0 ? point.gap : 0);
  }, 0);
}

/** Width in em: letters and digits are about half as wide. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.57 : 1), 0);
}
