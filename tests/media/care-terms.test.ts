import { expect, test } from 'vitest';
import { readAloud } from '../../media-pipeline/read-aloud.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { careTerms } from './care-terms.ts';

/** Tones of the engine's phonemes by the tone asked for; a third tone rises before another third one. */
const contours: Record<string, RegExp> = {
  '1': /^55$/,
  '2': /^35$/,
  '3': /^(21|214|35|33)$/,
  '4': /^51$/,
  '5': /^(11|22|33|44)$/,
};

test('two hundred terms of the trade are read as they are said', () => {
  expect(careTerms.length).toBeGreaterThanOrEqual(200);
  expect(new Set(careTerms.map(([term]) => term)).size).toBe(careTerms.length);
  for (const [term, reading] of careTerms) expect([term, readAloud(term)]).toEqual([term, reading]);
});

test('the speech engine makes one syllable of each, in the tone that was asked for', async () => {
  const readPhonemes = async ([term, reading]: [string, string]) => {
    const args = ['-v', 'cmn-latn-pinyin', '-q', '-x', '--stdin'];
    const { stdout } = await runTool('espeak-ng', args, { input: Buffer.from(readAloud(term)) });
    const said = Array.from(stdout.toString().matchAll(/[^\d\s]+?(\d+)/g), ([, contour = '']) => contour);
    const asked = Array.from(reading.matchAll(/\d/g), ([tone]) => tone);
    return { term, said, asked };
  };
  const all = [...careTerms];
  const work = async () => {
    for (let next = all.pop(); next; next = all.pop()) {
      const { term, said, asked } = await readPhonemes(next);
      expect([term, said.length]).toEqual([term, asked.length]);
      asked.forEach((tone, i) =>
        expect(said[i], `${term}, syllable ${i + 1}`).toMatch(contours[tone] ?? /^$/),
      );
    }
  };
  await Promise.all([work(), work()]);
});
