import { parse } from 'yaml';
import { z } from 'zod';
import { checkScript } from './check-script.ts';
import type { CheckQuestion, LessonScript, Slide } from './lesson-script.ts';
import { PlainFailure } from './plain-failure.ts';
import { readCheck, readQuestion } from './read-question.ts';
import { isTopicTag } from '../app/catalogue/topic-tags.ts';
import { writePunctuation } from './write-punctuation.ts';

const headWire = z.strictObject({
  title: z.string().min(1),
  module: z.string().min(1),
  occupation: z.string().min(1),
  standard: z
    .strictObject({
      name: z.string().min(1),
      year: z.int().min(1980).max(2100),
      /** Empty until somebody has read it in the published text. */
      code: z.string(),
      item: z.string().min(1),
    })
    .nullable()
    .default(null),
  tags: z.array(z.string().refine(isTopicTag)).default([]),
  shared: z.boolean().default(false),
  review: z.string().min(1),
  sources: z.array(z.string().min(1)).min(1),
  facts: z.array(z.string().regex(/^[a-z0-9-]+$/)).default([]),
});

/**
 * Reads a lesson script and checks it. Errors: `PlainFailure` naming the line or slide.
 * Everything that is not a heading, drawing, point, pause or question is narration.
 */
export function readScript(markdown: string): LessonScript {
  const text = markdown.replace(/\r\n/g, '\n');
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!head)
    throw new PlainFailure('开头缺少 --- 之间的说明。', 'The head between two --- lines is missing.');
  const fields = headWire.safeParse(readYaml(head[1] ?? ''));
  if (!fields.success) {
    const wrong = fields.error.issues.map((issue) => nameWrong(issue, head[1] ?? ''));
    const names = [...new Set(wrong.map(({ name }) => name))].join(', ');
    throw new PlainFailure(`开头的说明要改：${names}。`, `The head needs: ${names}.`, wrong[0]?.line);
  }
  const firstLine = head[0].split('\n').length;
  const body = readSlides(text.slice(head[0].length).split('\n'), firstLine);
  const script = { ...fields.data, title: writePunctuation(fields.data.title), ...body };
  checkScript(script);
  return script;
}

function readYaml(source: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    // Its first line is the second of the file.
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    const said = why.replace(/line (\d+)/, (_, line) => `line ${Number(line) + 1}`);
    throw new PlainFailure('开头的说明读不懂。', `The head cannot be read: ${said}`);
  }
}

/** The field of the head that is wrong, with the word that stands there, and its line. */
function nameWrong(issue: z.core.$ZodIssue, head: string): { name: string; line: string | undefined } {
  const field = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : String(issue.path[0] ?? '');
  const given = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    readYaml(head),
  );
  const word = typeof given === 'string' && given !== '' ? given : null;
  const lines = head.split('\n').map((line) => line.trim());
  return {
    name: word === null || issue.path.length < 2 ? field : `${field} (${word})`,
    line: lines.find((line) => line.includes(word ?? `${field}:`)),
  };
}

/** Splits the body into slides and the check. `firstLine` is the file's line number of `lines[0]`, for the error sentences. */
function readSlides(lines: string[], firstLine: number): Pick<LessonScript, 'slides' | 'check'> {
  const slides: Slide[] = [];
  const check: CheckQuestion[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length === 0) return;
    slides.at(-1)?.speech.push({ kind: 'say', text: writePunctuation(paragraph.join('')) });
    paragraph = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').trim();
    const at = firstLine + i;
    const heading = /^##\s+(.+)$/.exec(line)?.[1];
    if (heading !== undefined) {
      endParagraph();
      slides.push({
        heading: writePunctuation(heading),
        drawing: null,
        atMs: null,
        points: [],
        speech: [],
        questions: [],
      });
      continue;
    }
    if (line === '') {
      endParagraph();
      continue;
    }
    const slide = slides.at(-1);
    if (!slide)
      throw new PlainFailure(`第 ${at} 行前面没有“## ”标题。`, `Line ${at} comes before the first slide.`);
    if (line === ':::control' || line === ':::check') {
      endParagraph();
      const end = lines.findIndex((l, n) => n > i && l.trim() === ':::');
      if (end < 0)
        throw new PlainFailure(`第 ${at} 行的题没有结尾。`, `The question at line ${at} has no closing :::.`);
      const inside = lines.slice(i + 1, end);
      if (line === ':::control') slide.questions.push(readQuestion(inside, at));
      else if (check.length === 0) check.push(...readCheck(inside, at));
      else throw new PlainFailure(`第 ${at} 行又有一份课后题。`, `Line ${at} begins a second check.`);
      i = end;
    } else if (!readMark(line, slide, at, endParagraph)) paragraph.push(line);
  }
  endParagraph();
  return { slides, check };
}

/** Takes a drawing, time, point or pause into the slide; false when the line is narration. */
function readMark(line: string, slide: Slide, at: number, endParagraph: () => void): boolean {
  const drawing = /^!\[\]\(([a-z0-9-]+)\)$/.exec(line)?.[1];
  const point = /^-\s+(.+)$/.exec(line)?.[1];
  const pause = /^\[pause (\d+(?:\.\d+)?)\]$/.exec(line)?.[1];
  const time = /^\[at (\d{1,2}):([0-5]\d)\]$/.exec(line);
  if (time) slide.atMs = (Number(time[1]) * 60 + Number(time[2])) * 1000;
  else if (drawing !== undefined) {
    if (slide.drawing)
      throw new PlainFailure(`第 ${at} 行：一页只放一幅图。`, `Line ${at}: one drawing a slide.`);
    slide.drawing = drawing;
  } else if (point !== undefined) slide.points.push(writePunctuation(point));
  else if (pause !== undefined) {
    endParagraph();
    slide.speech.push({ kind: 'pause', seconds: Number(pause) });
  } else if (/^(#|!\[|\[pause|\[at |:::|\||```|>|\*\s|\d+\.\s)/.test(line))
    throw new PlainFailure(`第 ${at} 行看不懂：${line}`, `Line ${at} is not understood: ${line}`);
  else return false;
  endParagraph();
  return true;
}
