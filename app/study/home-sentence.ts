import type { Words } from '../platform/words.ts';
import { homeWords, sayHome } from './page-words.ts';
import type { Home } from './read-home.server.ts';

/** The one sentence of the home page, and what to do about it. */
export type HomeSentence = { say: Words; detail: Words | null };

/** Chooses the sentence: no class, all done, nothing open, being prepared, begin, go on, next lesson. */
export function chooseSentence({ className, allDone, next }: Home): HomeSentence {
  if (className === null) return { say: homeWords.noClass, detail: homeWords.noClassFix };
  if (allDone) return { say: homeWords.allDone, detail: homeWords.allDoneFix };
  if (next === null) return { say: homeWords.noLesson, detail: homeWords.noClassFix };
  if (!next.ready) return { say: sayHome.preparing(next.ordinal), detail: homeWords.preparingFix };
  if (next.frontierMs > 0) return { say: sayHome.resume(next.frontierMs), detail: null };
  return { say: next.ordinal === 1 ? homeWords.start : sayHome.nextLesson(next.ordinal), detail: null };
}
