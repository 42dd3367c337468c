import { applicationRefusalWords } from './application-refusal-words.ts';
import { courseRefusalWords } from './course-refusal-words.ts';
import { endingRefusalWords } from './ending-refusal-words.ts';
import { faceRefusalWords } from './face-refusal-words.ts';
import { inPersonRefusalWords } from './in-person-refusal-words.ts';
import { planRefusalWords } from './plan-refusal-words.ts';
import { proofRefusalWords } from './proof-refusal-words.ts';
import type { RefusalCode } from './refusal.ts';
import { rosterRefusalWords } from './roster-refusal-words.ts';
import { targetRefusalWords } from './target-refusal-words.ts';
import { subsidyRefusalWords } from './subsidy-refusal-words.ts';
import { studyRefusalWords } from './study-refusal-words.ts';
import { testRefusalWords } from './test-refusal-words.ts';
import { staffRefusalWords } from './staff-refusal-words.ts';
import { uploadRefusalWords } from './upload-refusal-words.ts';
import { videoRefusalWords } from './video-refusal-words.ts';

/** One sentence in both languages. */
export type Words = { zh: string; en: string };
/** What is said, the rule behind it (看依据), what repairs it, and the recorded sentence. */
export type RefusalWords = { say: Words; why?: Words; fix: Words; audio?: string };

/** The sentence for every refusal. Typed by the closed table: a missing one does not compile. */
export const refusalWords: Record<RefusalCode, RefusalWords> = {
  ...studyRefusalWords,
  ...faceRefusalWords,
  ...videoRefusalWords,
  ...uploadRefusalWords,
  ...courseRefusalWords,
  ...rosterRefusalWords,
  ...planRefusalWords,
  ...applicationRefusalWords,
  ...testRefusalWords,
  ...endingRefusalWords,
  ...targetRefusalWords,
  ...subsidyRefusalWords,
  ...inPersonRefusalWords,
  ...proofRefusalWords,
  ...staffRefusalWords,
};
