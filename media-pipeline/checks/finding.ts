import type { LessonScript } from '../lesson-script.ts';
import { writePunctuation } from '../write-punctuation.ts';

/** A lesson as it lies on disk; `name` is `<folder>/<slug>`. */
export type ScriptFile = { name: string; markdown: string; script: LessonScript };

/** Something to repair in a lesson. `sentence` is the place in its own words, empty where it concerns the whole. */
export type Finding = {
  name: string;
  line: number;
  sentence: string;
  say: string;
  /** Only that the lesson is not long enough yet: allowed to those that unfinished.yaml names. */
  isUnfinished?: boolean;
};

/** A finding at the first line of the file that holds the sentence; line 1 where none does. */
export function findingAt(file: ScriptFile, sentence: string, say: string): Finding {
  return { name: file.name, line: lineOf(file.markdown, sentence), sentence, say };
}

/** The line of the file that is the sentence, else the first that holds it, from 1 on; 1 where none does. */
export function lineOf(markdown: string, sentence: string): number {
  if (sentence === '') return 1;
  const lines = markdown.split('\n');
  const written = lines.map((line) => writePunctuation(line.trim()));
  const whole = written.findIndex((line) => line.replace(/^(?:##|-|\w+:)\s*/, '') === sentence);
  const part = lines.findIndex((line, n) => line.includes(sentence) || written[n]?.includes(sentence));
  return Math.max(whole < 0 ? part : whole, 0) + 1;
}
