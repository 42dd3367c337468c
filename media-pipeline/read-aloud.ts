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
  return readSyllables(text)
    .join(' ')
    .replace(/\s+([,.?])/g, '$1')
    .replace(/[,.?]*([,.?])/g, '$1')
    .replace(/^[,.?]\s*/, '');
}

/** One entry a character of `writeNumbers(text)`: its syllable, its mark, or nothing. */
function readSyllables(text: string): string[] {
  const characters = Array.from(writeNumbers(text));
  const general = pinyin(characters.join(''), {
    toneType: 'num',
    type: 'array',
    nonZh: 'spaced',
    toneSandhi: true,
  });
  if (general.length !== characters.length) throw new Error(`readings and characters differ: ${text}`);
  const syllables = characters.map((character, i) => {
    if (/[A-Za-z]/.test(character)) return letterReadings[character.toUpperCase()] ?? '';
    if (!/\p{Script=Han}/u.test(character)) return marks[character] ?? '';
    return soleReadings[character] ?? (general[i] ?? '').replace(/0$/, '5');
  });
  for (let i = 0; i < characters.length; i++) {
    const particle = readParticle(characters, i);
    if (particle === '-r') {
      syllables[i - 1] = (syllables[i - 1] ?? '').replace(/(?=[1-5]$)/, 'r');
      syllables[i] = '';
    } else if (particle !== null) syllables[i] = particle;
  }
  for (let i = 0; i < characters.length;) {
    const word = findWord(characters, i);
    word?.forEach((syllable, n) => (syllables[i + n] = syllable));
    i += word?.length ?? 1;
  }
  return syllables.filter((syllable) => syllable !== '');
}

function findWord(characters: string[], from: number): string[] | null {
  for (let length = Math.min(longestWord, characters.length - from); length > 1; length--) {
    const found = readings.get(characters.slice(from, from + length).join(''));
    if (found) return found;
  }
  return null;
}
