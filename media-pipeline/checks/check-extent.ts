import { estimateLength } from '../estimate-length.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';

/** What a lesson of twenty minutes has; an estimate that is too near the limits does not count (`marginShare`). */
const extent = {
  leastMin: 18,
  mostMin: 22,
  marginShare: 0.01,
  slides: [12, 20],
  controls: 5,
  check: 5,
  drawnShare: 0.6,
} as const;

/** Length, slides, drawings and questions. What is only too little is `isUnfinished`. */
export function checkExtent(file: ScriptFile): Finding[] {
  const { script } = file;
  const found: Finding[] = [];
  const add = (say: string, isUnfinished: boolean) =>
    found.push({ ...findingAt(file, '', say), isUnfinished });
  const minutes = estimateLength(script) / 60_000;
  const shortest = extent.leastMin * (1 + extent.marginShare);
  const longest = extent.mostMin * (1 - extent.marginShare);
  if (minutes < shortest || minutes > longest)
    add(
      `is about ${minutes.toFixed(1)} min, has to be ${extent.leastMin}–${extent.mostMin}`,
      minutes < shortest,
    );
  const [fewest, most] = extent.slides;
  const slides = script.slides.length;
  if (slides < fewest || slides > most)
    add(`has ${slides} slides, has to have ${fewest}–${most}`, slides < fewest);
  const controls = script.slides.reduce((sum, { questions }) => sum + questions.length, 0);
  if (controls < extent.controls) add(`has ${controls} control questions, needs ${extent.controls}`, true);
  if (script.check.length !== extent.check)
    add(`has ${script.check.length} questions in its check, needs exactly ${extent.check}`, false);
  const drawn = script.slides.filter(({ drawing }) => drawing !== null).length;
  if (drawn < slides * extent.drawnShare)
    add(`has a drawing on ${drawn} of ${slides} slides, needs most of them`, false);
  return found;
}
