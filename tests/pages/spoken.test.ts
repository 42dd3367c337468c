import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { chooseSentence } from '../../app/study/home-sentence.ts';
import type { Home } from '../../app/study/read-home.server.ts';

const recorded = parse(readFileSync('media-pipeline/sentences.yaml', 'utf8')) as Record<string, string>;

const next = { ordinal: 2, title: '课', frontierMs: 0, durationMs: 600_000, ready: true, preparingPct: 100 };
const home: Home = {
  learnerName: '学员',
  className: '班',
  institutionPhone: '0371',
  creditedTotalMs: 0,
  creditedTodayMs: 0,
  next,
  allDone: false,
  withheldMs: 0,
  unrecognisedHours: 0,
  neededMs: 0,
};

test.each<[string, Partial<Home>, string]>([
  ['no class', { className: null, next: null }, '还没排课。'],
  ['all done', { allDone: true, next: null }, '全部学完了。'],
  ['nothing open', { next: null }, '现在没有课可学。'],
  ['being made', { next: { ...next, ready: false } }, '第 2 课还在准备。'],
  ['not begun', { next: { ...next, ordinal: 1 } }, '从第 1 课开始学。'],
  ['next lesson', {}, '该学第 2 课了。'],
  ['begun', { next: { ...next, frontierMs: 1_120_000 } }, '上次学到 18 分 40 秒。'],
])('home, %s: one sentence, and it is recorded', (_name, part, sentence) => {
  const chosen = chooseSentence({ ...home, ...part });
  expect(chosen.say.zh).toBe(sentence);
  expect(Object.keys(recorded)).toContain(chosen.sound);
});

test('what other pages say aloud is recorded', () => {
  const pages = ['app/routes/sign-in.tsx', 'app/routes/help.tsx', 'app/study/progress-page.tsx'];
  for (const page of pages) {
    const names = [...readFileSync(page, 'utf8').matchAll(/sound=(?:"([a-z-]+)"|\{[^}]*'([a-z-]+)')/g)].map(
      ([, plain, chosen]) => plain ?? chosen,
    );
    expect(names.length, page).toBeGreaterThan(0);
    for (const name of names) expect(Object.keys(recorded), page).toContain(name);
  }
});
