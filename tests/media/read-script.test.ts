import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { readScript } from '../../media-pipeline/read-script.ts';
import { tinyMarkdown } from './tiny-lesson.ts';

test('a script becomes slides with drawing, points, narration, pauses and questions', () => {
  const script = readScript(tinyMarkdown.replace('## 再记', '[pause 2]\n\n## 再记'));
  expect(script.title).toBe('小课');
  expect(script.sources).toEqual(['测试用']);
  expect(script.slides.map((slide) => [slide.heading, slide.drawing, slide.points])).toEqual([
    ['洗手', 'cup', ['先洗手']],
    ['再记', null, []],
  ]);
  expect(script.slides[0]?.speech).toEqual([
    { kind: 'say', text: '照顾老人，先洗手。洗完擦干。' },
    { kind: 'pause', seconds: 2 },
  ]);
  expect(script.slides[1]?.questions).toEqual([
    { ask: '先做什么？', right: '洗手', wrong: ['吃饭', '睡觉'] },
  ]);
});

test('half-width marks and line ends of other systems read the same', () => {
  const typed = tinyMarkdown.replaceAll('，', ',').replaceAll('？', '?').replaceAll('\n', '\r\n');
  expect(readScript(typed)).toEqual(readScript(tinyMarkdown));
});

const bad: [string, (good: string) => string, RegExp][] = [
  ['no head', (s) => s.replace(/^---[\s\S]*?---\n/, ''), /head between two --- lines is missing/],
  ['no title', (s) => s.replace('title: 小课\n', ''), /head needs: title/],
  ['unknown field of the head', (s) => s.replace('title:', 'tittle: x\ntitle:'), /head needs: tittle/],
  ['no source', (s) => s.replace('  - 测试用\n', ''), /head needs: sources/],
  [
    'text before a slide',
    (s) => s.replace('## 洗手', '洗手。\n\n## 洗手'),
    /Line 10 comes before the first slide/,
  ],
  [
    'slide without narration',
    (s) => s.replace('照顾老人，先洗手。洗完擦干。', ''),
    /Slide 1: it has no narration/,
  ],
  ['two drawings', (s) => s.replace('![](cup)', '![](cup)\n![](cup)'), /one drawing a slide/],
  ['a path as drawing', (s) => s.replace('![](cup)', '![](../cup)'), /Line 12 is not understood/],
  ['a table', (s) => s.replace('- 先洗手', '| a | b |'), /Line 14 is not understood/],
  ['a point that is too long', (s) => s.replace('- 先洗手', `- ${'长'.repeat(17)}`), /at most 16 characters/],
  ['a question without end', (s) => s.replace(/\n:::\n$/, '\n'), /no closing :::/],
  ['a question without right', (s) => s.replace('right: 洗手\n', ''), /needs one right/],
  ['one wrong choice', (s) => s.replace('wrong: 睡觉\n', ''), /needs two or three wrong/],
  ['a repeated choice', (s) => s.replace('wrong: 睡觉', 'wrong: 洗手'), /repeats a choice/],
  [
    'a word that is none of a question',
    (s) => s.replace('wrong: 睡觉', 'worng: 睡觉'),
    /not understood: worng/,
  ],
  ['no question', (s) => s.replace(/:::control[\s\S]*$/, ''), /has no question/],
  ['what cannot be spoken', (s) => s.replace('擦干。', '擦干☂。'), /"☂" cannot be spoken/],
  ['an endless pause', (s) => s.replace('## 再记', '[pause 11]\n\n## 再记'), /a pause is at most 10 s/],
];
test.each(bad)('refuses with a plain sentence: %s', (_name, spoil, says) => {
  const spoilt = spoil(tinyMarkdown);
  expect(spoilt).not.toBe(tinyMarkdown);
  const read = () => readScript(spoilt);
  expect(read).toThrow(PlainFailure);
  expect(read).toThrow(says);
  // An author reads Chinese first.
  expect(read).toThrow(/^\p{Script=Han}|^“/u);
});

test('every shipped lesson of every folder can be read and its drawings exist', () => {
  const root = new URL('../../media-pipeline/', import.meta.url);
  const drawings = new Set(readdirSync(new URL('drawings/', root)));
  const folders = readdirSync(new URL('courses/', root), { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );
  expect(folders).toHaveLength(9);
  const files = folders.flatMap(({ name }) => {
    const folder = new URL(`courses/${name}/`, root);
    return readdirSync(folder).map((file) => new URL(file, folder));
  });
  expect(files).toHaveLength(128);
  for (const file of files)
    for (const { drawing } of readScript(readFileSync(file, 'utf8')).slides)
      if (drawing) expect(drawings).toContain(`${drawing}.svg`);
});

test('drawings are black lines with one accent; real colours only where the slide teaches the colour', () => {
  const folder = new URL('../../media-pipeline/drawings/', import.meta.url);
  const palette = ['#1B1F1D', '#FFFFFF', '#0B6B50', '#E3F2EC'];
  const coloured = readdirSync(folder).filter((name) => {
    const svg = readFileSync(new URL(name, folder), 'utf8');
    expect(svg, name).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 240 240"/);
    const fills = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
    return fills.some((colour) => colour !== 'none' && !palette.includes(colour ?? ''));
  });
  expect(coloured).toEqual([
    'lochia-colours.svg',
    'pad-soaked.svg',
    'pee-colour.svg',
    'stool-colours.svg',
    'urine-colors.svg',
  ]);
});
