import { pinyin } from 'pinyin-pro';
import { readParticle } from './read-particles.ts';
import { letterReadings, readings, soleReadings } from './readings.ts';
import { writeNumbers } from './write-numbers.ts';

const longestWord = Math.max(...Array.from(readings.keys(), (word) => word.length));
/** Marks and the pause they make for the voice; quotes are silent. */
const marks: Record<string, string> = {
  '，': ',',
  '、': ',',
  '：': ',',
  '；': ',',
  '。': '.',
  '！': '.',
  '？': '?',
  '…': ',',
  '—': ',',
  '（': ',',
  '）': ',',
  ',': ',',
  '.': '.',
  '?': '?',
  '“': '',
  '”': '',
  '‘': '',
  '’': '',
  '《': '',
  '》': '',
  '·': '',
  ' ': '',
};
const silent = new Set(Object.keys(marks));

/** The first thing of a text that no syllable is known for, or null. */
export function findUnreadable(text: string): string | null {
  for (const character of writeNumbers(text))
    if (!/[\p{Script=Han}A-Za-z]/u.test(character) && !silent.has(character)) return character;
  return null;
}

/**
 * Turns a text into what the Mandarin voice reads: syllables with tone numbers (5 is neutral), commas and stops.
 * Readings are chosen from the whole text, so give it whole sentences.
 */
export function readAloud(text: string): string {
  return readCharacters(text)
    .map(({ syllable }) => syllable)
    .filter((syllable) => syllable !== '')
    .join(' ')
    .replace(/\s+([,.?])/g, '$1')
    .replace(/[,.?]*([,.?])/g, '$1')
    .replace(/^[,.?]\s*/, '');
}

/** How a character is spoken: its syllable or mark (or nothing), and whether the list of this field says so. */
export type Reading = { character: string; syllable: string; isListed: boolean };

/** One entry a character of `writeNumbers(text)`. */
export function readCharacters(text: string): Reading[] {
  const characters = Array.from(writeNumbers(text));
  const general = pinyin(characters.join(''), {
    toneType: 'num',
    type: 'array',
    nonZh: 'spaced',
    toneSandhi: true,
  });
  if (general.length !== characters.length) throw new Error(`readings and characters differ: ${text}`);
  const found = characters.map((character, i) => {
    const sole = soleReadings[character];
    return {
      character,
      syllable: sole ?? readAlone(character, general[i] ?? ''),
      isListed: sole !== undefined,
    };
  });
  for (let i = 0; i < characters.length; i++) {
    const particle = readParticle(characters, i);
    const [before, reading] = [found[i - 1], found[i]];
    if (particle === null || !reading) continue;
    if (particle === '-r' && before) before.syllable = before.syllable.replace(/(?=[1-5]$)/, 'r');
    reading.syllable = particle === '-r' ? '' : particle;
  }
  for (let i = 0; i < characters.length;) {
    const word = findWord(characters, i);
    word?.forEach((syllable, n) => Object.assign(found[i + n] ?? {}, { syllable, isListed: true }));
    i += word?.length ?? 1;
  }
  return found;
}

function readAlone(character: string, general: string): string {
  if (/[A-Za-z]/.test(character)) return letterReadings[character.toUpperCase()] ?? '';
  if (!/\p{Script=Han}/u.test(character)) return marks[character] ?? '';
  return general.replace(/0$/, '5');
}

function findWord(characters: string[], from: number): string[] | null {
  for (let length = Math.min(longestWord, characters.length - from); length > 1; length--) {
    const found = readings.get(characters.slice(from, from + length).join(''));
    if (found) return found;
  }
  return null;
}
