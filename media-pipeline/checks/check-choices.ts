import type { Question } from '../lesson-script.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';

/** Of the questions of a lesson, how many may have the right answer as the longest, or the shortest, of all. */
const mostShare = 0.5;

/** Right answers that a learner could find by their length without having listened. */
export function checkChoices(file: ScriptFile): Finding[] {
  const { script } = file;
  const questions: Question[] = [...script.slides.flatMap((slide) => slide.questions), ...script.check];
  const found: Finding[] = [];
  for (const [kind, stands] of [
    ['longest', isLongest],
    ['shortest', isShortest],
  ] as const) {
    const biased = questions.filter(stands);
    const first = biased[0];
    if (first && biased.length > questions.length * mostShare)
      found.push(
        findingAt(
          file,
          first.ask,
          `the right answer is the ${kind} in ${biased.length} of ${questions.length} questions, at most half: ` +
            biased.map(({ right }) => right).join(' '),
        ),
      );
  }
  const asked = new Map<string, number>();
  for (const { ask } of questions) asked.set(ask, (asked.get(ask) ?? 0) + 1);
  for (const [ask, times] of asked)
    if (times > 1) found.push(findingAt(file, ask, `is asked ${times} times`));
  return found;
}

/** True when the right answer is longer than every other. */
function isLongest({ right, wrong }: Question): boolean {
  return wrong.every((choice) => lengthOf(choice) < lengthOf(right));
}

/** True when the right answer is shorter than every other. */
function isShortest({ right, wrong }: Question): boolean {
  return wrong.every((choice) => lengthOf(choice) > lengthOf(right));
}

function lengthOf(choice: string): number {
  return Array.from(choice).length;
}
