import type { Words } from '../platform/words.ts';
import { homeWords, sayHome } from './page-words.ts';
import type { FaceNeed } from '../presence/face-need.ts';
import type { Home } from './read-home.server.ts';

/** The one sentence of the home page, what to do about it, and the name of its recording. */
export type HomeSentence = { say: Words; detail: Words | null; sound: string };

/** What comes before the lesson: one thing at a time. */
const needSentences: Record<FaceNeed, HomeSentence> = {
  consent: { say: homeWords.needConsent, detail: homeWords.needConsentFix, sound: 'first-sign-in' },
  classroom: { say: homeWords.needClassroom, detail: homeWords.needClassroomFix, sound: 'consent-classroom' },
  face: { say: homeWords.needFace, detail: homeWords.needFaceFix, sound: 'face-first' },
  waits: { say: homeWords.needWaits, detail: homeWords.needWaitsFix, sound: 'face-waits' },
  person: { say: homeWords.needPerson, detail: homeWords.needPersonFix, sound: 'face-person' },
};

/** All lessons are done, the test is not. */
const testSentences: Record<'none' | 'open' | 'failed', HomeSentence> = {
  none: { say: homeWords.toBeTested, detail: homeWords.toBeTestedFix, sound: 'test-ready' },
  open: { say: homeWords.inTest, detail: homeWords.inTestFix, sound: 'resume' },
  failed: { say: homeWords.testFailed, detail: homeWords.testFailedFix, sound: 'test-failed' },
};

/**
 * Chooses the sentence: no class, all done, nothing open, what her face still needs, being prepared, begin, go on, next
 * lesson.
 */
export function chooseSentence(
  { className, allDone, next, test }: Home,
  need: FaceNeed | null = null,
): HomeSentence {
  if (className === null) return { say: homeWords.noClass, detail: homeWords.noClassFix, sound: 'help' };
  if (allDone && test && test.state !== 'passed') return testSentences[test.state];
  if (allDone) return { say: homeWords.allDone, detail: homeWords.allDoneFix, sound: 'all-done' };
  if (next === null) return { say: homeWords.noLesson, detail: homeWords.noClassFix, sound: 'help' };
  if (need !== null) return needSentences[need];
  if (!next.ready)
    return { say: sayHome.preparing(next.ordinal), detail: homeWords.preparingFix, sound: 'not-ready' };
  if (next.frontierMs > 0) return { say: sayHome.resume(next.frontierMs), detail: null, sound: 'home' };
  return {
    say: next.ordinal === 1 ? homeWords.start : sayHome.nextLesson(next.ordinal),
    detail: null,
    sound: 'home',
  };
}
