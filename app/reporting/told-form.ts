import { authorWords } from '../approval/words.ts';
import type { RefusalCode } from '../platform/refusal.ts';
import { refusalWords, type Words } from '../platform/words.ts';

/** What became of a form: stored, or refused with the facts that go with it. */
export type ToldForm = {
  form: string;
  refused: RefusalCode | null;
  field: string | null;
  facts: Record<string, string | number>;
};

/** What stands under a form that was refused; undefined: nothing. */
export function sayRefusedForm(
  told: ToldForm | null,
  form: string,
  say: (words: Words) => string,
): string | undefined {
  if (!told || told.form !== form || told.refused === null) return undefined;
  const { refused, facts } = told;
  const { say: what, fix } = refusalWords[refused];
  if (refused === 'script_wrong' && typeof facts.zh === 'string')
    return say({ zh: facts.zh, en: typeof facts.en === 'string' ? facts.en : facts.zh });
  if (refused === 'captions_wrong' && facts.beyond) return say(authorWords.captionsBeyond);
  if (refused === 'captions_wrong' && typeof facts.line === 'number')
    return `${say(what)} ${say(authorWords.captionsLine)} ${facts.line} ${say({ zh: '行。', en: '.' })} ${say(fix)}`;
  if (refused === 'question_wrong' && facts.field === 'fromMs') return say(authorWords.badTime);
  return `${say(what)} ${say(fix)}`;
}

/** Whether this very form was stored. */
export const isStored = (told: ToldForm | null, form: string) => told?.form === form && told.refused === null;
