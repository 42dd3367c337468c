import type { CheckQuestion, Question } from './lesson-script.ts';
import { PlainFailure } from './plain-failure.ts';
import { writePunctuation } from './write-punctuation.ts';

/** Reads the lines between `:::control` and `:::`; `at` is the line of the opening mark. */
export function readQuestion(lines: string[], at: number): Question {
  const found = readFields(lines, at, /^(ask|right|wrong):\s*(.+)$/);
  return takeQuestion(found, at);
}

/** Reads the questions between `:::check` and `:::`; a new one begins at each `ask`, and each says why. */
export function readCheck(lines: string[], at: number): CheckQuestion[] {
  const starts = lines.flatMap((line, i) => (/^\s*ask:/.test(line) ? [i] : []));
  const ends = [...starts.slice(1), lines.length];
  if (lines.slice(0, starts[0]).some((line) => line.trim() !== ''))
    throw new PlainFailure(
      `第 ${at} 行的课后题要从 ask 开始。`,
      `The check at line ${at} has to begin with ask.`,
    );
  return starts.map((start, n) => {
    const line = at + 1 + start;
    const found = readFields(lines.slice(start, ends[n]), line, /^(ask|right|wrong|why):\s*(.+)$/);
    const [why] = found.why;
    if (found.why.length !== 1 || why === undefined)
      throw new PlainFailure(
        `第 ${line} 行的题要有一句 why。`,
        `The question at line ${line} needs one why.`,
      );
    return { ...takeQuestion(found, line), why };
  });
}

type Fields = { ask: string[]; right: string[]; wrong: string[]; why: string[] };

function readFields(lines: string[], at: number, shape: RegExp): Fields {
  const found: Fields = { ask: [], right: [], wrong: [], why: [] };
  for (const raw of lines) {
    const line = raw.trim();
    if (line === '') continue;
    const [, name, value] = shape.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new PlainFailure(
        `第 ${at} 行的题里看不懂：${line}`,
        `In the question at line ${at}, not understood: ${line}`,
      );
    found[name as keyof Fields].push(writePunctuation(value));
  }
  return found;
}

function takeQuestion(found: Fields, at: number): Question {
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
