import { estimateSlides } from '../estimate-length.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';

/** How long the voice took for a lesson, and what was estimated of the text that it read, ms (courses/measured.json). */
export type Measured = Record<string, { measuredMs: number; estimatedMs: number }>;

/**
 * What a lesson of twenty minutes has. An estimate is within 2 % of what the voice takes; of a lesson that was measured
 * only what was changed since is estimated.
 */
const extent = {
  leastMin: 18,
  mostMin: 22,
  marginShare: { estimated: 0.02, measured: 0.002 },
  slides: [12, 20],
  controls: 5,
  check: 5,
  drawnShare: 0.6,
} as const;

/** Length, slides, drawings and questions. What is only too little is `isUnfinished`. */
export function checkExtent(file: ScriptFile, measured: Measured): Finding[] {
  const { script } = file;
  const found: Finding[] = [];
  const add = (say: string, isUnfinished: boolean, sentence = '') =>
    found.push({ ...findingAt(file, sentence, say), isUnfinished });
  checkLength(file, measured, add);
  const [fewest, most] = extent.slides;
  const slides = script.slides.length;
  if (slides < fewest || slides > most)
    add(`has ${slides} slides, has to have ${fewest}–${most}`, slides < fewest);
  const controls = script.slides.reduce((sum, { questions }) => sum + questions.length, 0);
  if (controls < extent.controls) add(`has ${controls} control questions, needs ${extent.controls}`, true);
  if (script.check.length !== extent.check)
    add(
      `has ${script.check.length} questions in its check, needs exactly ${extent.check}`,
      false,
      ':::check',
    );
  const drawn = script.slides.filter(({ drawing }) => drawing !== null).length;
  if (drawn < slides * extent.drawnShare)
    add(`has a drawing on ${drawn} of ${slides} slides, needs most of them`, false);
  return found;
}

/** Names the slide that is the furthest from what it should be. */
function checkLength(
  { name, script }: ScriptFile,
  measured: Measured,
  add: (say: string, isUnfinished: boolean, sentence?: string) => void,
): void {
  const known = measured[name];
  const share = known ? known.measuredMs / known.estimatedMs : 1;
  const margin = extent.marginShare[known ? 'measured' : 'estimated'];
  const lengths = estimateSlides(script).map((ms) => (ms * share) / 60_000);
  const minutes = lengths.reduce((sum, one) => sum + one, 0);
  const isShort = minutes < extent.leastMin * (1 + margin);
  if (!isShort && minutes <= extent.mostMin * (1 - margin)) return;
  const furthest = isShort ? Math.min(...lengths) : Math.max(...lengths);
  const heading = script.slides[lengths.indexOf(furthest)]?.heading ?? '';
  add(
    `is about ${minutes.toFixed(1)} min, has to be ${extent.leastMin}–${extent.mostMin}: ` +
      `${isShort ? 'the shortest' : 'the longest'} slide takes ${furthest.toFixed(1)}`,
    isShort,
    heading,
  );
}
