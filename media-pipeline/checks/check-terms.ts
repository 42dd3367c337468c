import { findingAt, type Finding, type ScriptFile } from './finding.ts';
import { listTexts } from './list-texts.ts';

/** A term of the trade: its plain meaning, and words one of which has to stand in the paragraph that says it first. */
export type Term = { term: string; plain: string; explainedBy: string[] };

/** Simplified characters of the first level of GB 2312: the 3,755 that newspapers use. */
const common = new Set(readCommonCharacters());

/** Rarer ones that everybody says. */
const spokenByAll = new Set('粽黏胛踝馍饺馄饨呗咱褶掰掖跷炖嗯柚擤攥');

/** Terms that are not explained where they are first said, and rare characters outside the terms that the glossary knows. */
export function checkTerms(file: ScriptFile, glossary: readonly Term[]): Finding[] {
  const found: Finding[] = [];
  const texts = listTexts(file.script);
  const known = new Set(glossary.flatMap(({ term, explainedBy }) => Array.from(term + explainedBy.join(''))));
  for (const { term, explainedBy } of glossary) {
    const first = texts.find(({ kind, sentence }) => kind === 'spoken' && sentence.includes(term));
    if (first && !explainedBy.some((word) => first.around.includes(word)))
      found.push(
        findingAt(
          file,
          first.sentence,
          `“${term}” is not explained where it is first said: ${explainedBy.join(' / ')}`,
        ),
      );
  }
  for (const { sentence } of texts)
    for (const character of sentence)
      if (
        /\p{Script=Han}/u.test(character) &&
        !common.has(character) &&
        !spokenByAll.has(character) &&
        !known.has(character)
      )
        found.push(
          findingAt(file, sentence, `“${character}” is a rare character and in no term of the glossary`),
        );
  return found;
}

function readCommonCharacters(): string {
  const bytes: number[] = [];
  for (let high = 0xb0; high <= 0xd7; high++)
    for (let low = 0xa1; low <= (high === 0xd7 ? 0xf9 : 0xfe); low++) bytes.push(high, low);
  return new TextDecoder('gbk').decode(Uint8Array.from(bytes));
}
