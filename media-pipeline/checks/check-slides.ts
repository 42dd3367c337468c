import { layPoints, widthOf } from '../lay-points.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';

/** A heading as slide-style.ts draws it, px. */
const heading = { width: 1152, leastPx: 56 };
/** Characters of heading and points. */
const mostCharacters = 40;

/** Slides with more text than can be read on a phone, and points that leave one character on a line of its own. */
export function checkSlides(file: ScriptFile): Finding[] {
  const found: Finding[] = [];
  for (const slide of file.script.slides) {
    const at = (say: string, sentence = slide.heading) => found.push(findingAt(file, sentence, say));
    const characters = Array.from(slide.heading + slide.points.join('')).length;
    if (characters > mostCharacters) at(`the slide has ${characters} characters, at most ${mostCharacters}`);
    if (widthOf(slide.heading) * heading.leastPx > heading.width) at('the heading is wider than the slide');
    const laid = layPoints(slide);
    if (laid === null) at('the points do not fit at 48 px');
    for (const [n, lines] of (laid ?? []).entries())
      if (lines.length > 1 && lines.at(-1)?.replace(/[，。、；：？]/g, '').length === 1)
        at(`"${lines.at(-1)}" stands on a line of its own: shorten the point`, slide.points[n]);
  }
  return found;
}
