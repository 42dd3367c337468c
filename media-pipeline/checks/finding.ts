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
  const lines = file.markdown.split('\n').map((line) => writePunctuation(line.trim()));
  const at = sentence === '' ? -1 : lines.findIndex((line) => line.includes(sentence));
  return { name: file.name, line: Math.max(at, 0) + 1, sentence, say };
}
