import type { Question } from './lesson-script.ts';
import { PlainFailure } from './plain-failure.ts';
import { writePunctuation } from './write-punctuation.ts';

/** Reads the lines between `:::control` and `:::`; `at` is the line of the opening mark. */
export function readQuestion(lines: string[], at: number): Question {
  const found = { ask: [] as string[], right: [] as string[], wrong: [] as string[] };
  for (const raw of lines) {
    const line = raw.trim();
    if (line === '') continue;
    const [, name, value] = /^(ask|right|wrong):\s*(.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new PlainFailure(
        `第 ${at} 行的题里看不懂：${line}`,
        `In the question at line ${at}, not understood: ${line}`,
      );
    found[name as keyof typeof found].push(writePunctuation(value));
  }
  const [ask] = found.ask;
  const [right] = found.right;
  if (found.ask.length !== 1 || ask === undefined)
    throw new PlainFailure(`第 ${at} 行的题要有一句 ask。`, `The question at line ${at} needs one ask.`);
  if (found.right.length !== 1 || right === undefined)
    throw new PlainFailure(`第 ${at} 行的题要有一个 right。`, `The question at line ${at} needs one right.`);
  if (found.wrong.length < 2 || found.wrong.length > 3)
    throw new PlainFailure(
      `第 ${at} 行的题要有两个或三个 wrong。`,
      `The question at line ${at} needs two or three wrong.`,
    );
  if (new Set([right, ...found.wrong]).size !== 1 + found.wrong.length)
    throw new PlainFailure(
      `第 ${at} 行的题有两个一样的选项。`,
      `The question at line ${at} repeats a choice.`,
    );
  return { ask, right, wrong: found.wrong };
}
