import { pinyin } from 'pinyin-pro';
import { readCharacters } from '../read-aloud.ts';
import { writeNumbers } from '../write-numbers.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';
import { loneReadings } from './heteronyms.ts';
import { listTexts } from './list-texts.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Heteronyms whose reading is only guessed: neither the list of this field names it, nor a word of the dictionary, nor
 * has the character its usual reading alone.
 */
export function checkReadings(file: ScriptFile): Finding[] {
  return listTexts(file.script).flatMap(({ sentence }) =>
    findGuessed(sentence).map(({ word, syllable }) =>
      findingAt(file, sentence, `“${word}” may be read wrongly as ${syllable}: enter it in readings.ts`),
    ),
  );
}

/** The words of a sentence whose heteronym has no settled reading, with the reading it would get. */
export function findGuessed(sentence: string): { word: string; syllable: string }[] {
  const readings = readCharacters(sentence);
  const found: { word: string; syllable: string }[] = [];
  let at = 0;
  for (const { segment } of words.segment(writeNumbers(sentence))) {
    const characters = Array.from(segment);
    characters.forEach((character, i) => {
      const reading = readings[at + i];
      const lone = loneReadings[character];
      if (lone === undefined || !reading || reading.isListed) return;
      const isSettled =
        characters.length > 1
          ? plain(reading.syllable) === plain(readWord(segment)[i] ?? '')
          : plain(reading.syllable) === lone;
      if (!isSettled) found.push({ word: around(readings, at + i), syllable: reading.syllable });
    });
    at += characters.length;
  }
  return found;
}

function readWord(word: string): string[] {
  return pinyin(word, { toneType: 'num', type: 'array', toneSandhi: false });
}

/** Without the curl of 儿. */
function plain(syllable: string): string {
  return syllable.replace(/r(?=[1-5]$)/, '').replace(/0$/, '5');
}

function around(readings: { character: string }[], at: number): string {
  return readings
    .slice(Math.max(0, at - 1), at + 2)
    .map(({ character }) => character)
    .join('');
}
