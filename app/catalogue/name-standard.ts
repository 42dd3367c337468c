import type { Words } from '../platform/words.ts';
import { courseWords } from './words.ts';

type StandardNamed = {
  standardName: string | null;
  standardYear: number | null;
  standardCode: string | null;
};

/** The national standard of a course in one line; empty where none is named. Its code waits where nobody knows it. */
export function nameStandard(
  { standardName, standardYear, standardCode }: StandardNamed,
  say: (words: Words) => string,
): string {
  if (!standardName) return '';
  return [standardName, standardYear, standardCode || say(courseWords.codePending)]
    .filter(Boolean)
    .join(' · ');
}
