import type { Words } from '../platform/words.ts';

/** Why a case was closed that a withdrawn consent left without pictures. */
export const withdrawnReason: Words = {
  zh: '本人收回了同意,照片已经删掉。',
  en: 'Consent was withdrawn; the pictures are deleted.',
};
