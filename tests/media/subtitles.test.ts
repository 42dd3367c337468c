import { expect, test } from 'vitest';
import { breakLines, splitBreaths, splitSentences } from '../../media-pipeline/split-sentences.ts';
import { writeSubtitles } from '../../media-pipeline/write-subtitles.ts';

test('sentences keep their marks and their closing quotes', () => {
  expect(splitSentences('先问：“疼吗？”再翻身。好了；')).toEqual(['先问：“疼吗？”', '再翻身。', '好了；']);
  expect(splitSentences('没有句号')).toEqual(['没有句号']);
  expect(splitSentences('。。')).toEqual([]);
});

test('breaths are clauses joined while they fit a line, and lose no character', () => {
  const sentence = '老人的皮肤又薄又干，一蹭就破，破了好得慢，所以洗脸擦身要轻，不要用力搓。';
  const breaths = splitBreaths(sentence);
  expect(breaths.join('')).toBe(sentence);
  for (const breath of breaths) expect(breath.length).toBeLessThanOrEqual(20);
  expect(breaths[0]).toBe('老人的皮肤又薄又干，一蹭就破，');
});

test('a long clause is broken between words into lines of at most 20', () => {
  const clause = '醒来以后先在床上平平地躺半分钟再慢慢坐起来然后两腿垂在床边再等半分钟';
  const lines = breakLines(clause);
  expect(lines.join('')).toBe(clause);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
  expect(lines.length).toBe(2);
});

test('cues have times of three decimals, no closing stop, and share the time of a breath that is too long', () => {
  const long = '一二三四五六七八九十'.repeat(5);
  const vtt = writeSubtitles([
    { fromMs: 600, toMs: 2_050, text: '先洗手，' },
    { fromMs: 3_601_005, toMs: 3_611_005, text: long },
  ]);
  const [head, first, ...rest] = vtt.trim().split('\n\n');
  expect(head).toBe('WEBVTT');
  expect(first).toBe('1\n00:00:00.600 --> 00:00:02.050\n先洗手');
  expect(rest.length).toBe(2);
  const times = rest.map((cue) => cue.split('\n')[1]);
  expect(times[0]?.startsWith('01:00:01.005 --> ')).toBe(true);
  expect(times[1]?.endsWith(' --> 01:00:11.005')).toBe(true);
  expect(times[0]?.split(' --> ')[1]).toBe(times[1]?.split(' --> ')[0]);
  for (const cue of rest) {
    const lines = cue.split('\n').slice(2);
    expect(lines.length).toBeLessThanOrEqual(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
  }
});
