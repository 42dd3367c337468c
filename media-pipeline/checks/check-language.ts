import { findingAt, type Finding, type ScriptFile } from './finding.ts';
import { countHan, listTexts } from './list-texts.ts';

/** Characters a sentence, spoken; a few may list things and be `listing` long; and on average over a lesson. */
const longest = { sentence: 25, listing: 34, listingShare: 0.05, average: 15 };

/** Words that never reach a learner: office words that frighten, and words that hurt the people cared for. */
const forbidden: [RegExp, string][] = [
  [/非法|违规|失败|无效|异常|操作|系统|错误码/, 'a word of offices; say what happens in plain words'],
  [/老头|老太婆|老不死|老东西|疯子|傻子|瘫子|瘸子|聋子|瞎子|哑巴|残废|白痴|痴呆|弱智|脑残/, 'hurts people'],
  [/你|他妈|笨|蠢|活该/, 'is not how we speak to her: 您, and no blame'],
  [/！/, 'no exclamation marks'],
  [/包治|根治|祖传|特效|神药|百分之百/, 'promises what nobody can'],
  [
    /毫克|[一二两三四五六七八九十\d]+(?:片|粒)药|药[一二两三四五六七八九十\d]+(?:片|粒)/,
    'a dose is the doctor’s to name',
  ],
];
/** What may be written in letters because people say it so. */
const letters = /AED|OK|APP|WiFi|[A-D]型/;

/** Long sentences, words that are not ours to say, letters, and an average that is too hard to follow. */
export function checkLanguage(file: ScriptFile): Finding[] {
  const found: Finding[] = [];
  const lengths: { sentence: string; length: number }[] = [];
  for (const { kind, sentence } of listTexts(file.script)) {
    const at = (say: string) => found.push(findingAt(file, sentence, say));
    for (const [pattern, why] of forbidden) {
      const word = pattern.exec(sentence)?.[0];
      if (word !== undefined) at(`“${word}”: ${why}`);
    }
    const word = /[A-Za-z]{2,}|[A-Za-z]/.exec(sentence.replace(letters, ''))?.[0];
    if (word !== undefined) at(`“${word}”: no foreign words`);
    if (kind === 'spoken') lengths.push({ sentence, length: countHan(sentence) });
  }
  const long = lengths.filter(({ length }) => length > longest.sentence);
  const isOften = long.length > lengths.length * longest.listingShare;
  for (const { sentence, length } of long)
    if (isOften || length > longest.listing)
      found.push(
        findingAt(file, sentence, `a sentence of ${length} characters, at most ${longest.sentence}`),
      );
  const average = lengths.reduce((sum, { length }) => sum + length, 0) / Math.max(1, lengths.length);
  if (average > longest.average)
    found.push(
      findingAt(
        file,
        '',
        `sentences have ${average.toFixed(1)} characters on average, at most ${longest.average}`,
      ),
    );
  return found;
}
