import type { LessonScript } from '../lesson-script.ts';
import { splitSentences } from '../split-sentences.ts';

/**
 * One sentence that a learner reads or hears; `asked` is what it answers, `around` the paragraph it stands in, with the
 * slide's heading.
 */
export type Text = { kind: 'shown' | 'spoken' | 'asked'; sentence: string; asked: string; around: string };

/** Every sentence of a lesson in the order of its slides: headings, points, narration, questions, the check. */
export function listTexts(script: LessonScript): Text[] {
  const texts: Text[] = [{ kind: 'shown', sentence: script.title, asked: '', around: script.title }];
  for (const { heading, points, speech, questions } of script.slides) {
    const said = speech.map((s) => (s.kind === 'say' ? s.text : '')).join('');
    for (const sentence of [heading, ...points])
      texts.push({ kind: 'shown', sentence, asked: heading, around: `${heading}。${said}` });
    for (const s of speech) {
      if (s.kind !== 'say') continue;
      for (const sentence of splitSentences(s.text))
        texts.push({ kind: 'spoken', sentence, asked: '', around: `${heading}。${s.text}` });
    }
    for (const { ask, right, wrong } of questions)
      for (const sentence of [ask, right, ...wrong])
        texts.push({ kind: 'asked', sentence, asked: ask, around: `${heading}。${ask}${said}` });
  }
  for (const { ask, right, wrong, why } of script.check)
    for (const sentence of [ask, right, ...wrong, ...splitSentences(why)])
      texts.push({ kind: 'asked', sentence, asked: ask, around: `${ask}${why}` });
  return texts;
}

/** Number of Chinese characters as spoken, without marks. */
export function countHan(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}
