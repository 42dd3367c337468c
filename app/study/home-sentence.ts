import type { Words } from '../platform/words.ts';
import { homeWords, sayHome } from './page-words.ts';
import type { Home } from './read-home.server.ts';

/** The one sentence of the home page, what to do about it, and the name of its recording. */
export type HomeSentence = { say: Words; detail: Words | null; sound: string };

/** Chooses the sentence: no class, all done, nothing open, being prepared, begin, go on, next lesson. */
export function chooseSentence({ className, allDone, next }: Home): HomeSentence {
  if (className === null) return { say: homeWords.noClass, detail: homeWords.noClassFix, sound: 'help' };
  if (allDone) return { say: homeWords.allDone, detail: homeWords.allDoneFix, sound: 'all-done' };
  if (next === null) return { say: homeWords.noLesson, detail: homeWords.noClassFix, sound: 'help' };
  if (!next.ready)
    return { say: sayHome.preparing(next.ordinal), detail: homeWords.preparingFix, sound: 'not-ready' };
  if (next.frontierMs > 0) return { say: sayHome.resume(next.frontierMs), detail: null, sound: 'home' };
  return {
    say: next.ordinal === 1 ? homeWords.start : sayHome.nextLesson(next.ordinal),
    detail: null,
    sound: 'home',
  };
}
