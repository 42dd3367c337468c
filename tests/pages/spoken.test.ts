import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { consentNotice } from '../../app/identity/consent-page-words.ts';
import { consentVersion } from '../../app/identity/consent-version.ts';
import { refusalWords } from '../../app/platform/words.ts';
import type { FaceNeed } from '../../app/presence/face-need.ts';
import { faceSentences, faultWords } from '../../app/presence/check/face-words.ts';
import { chooseSentence } from '../../app/study/home-sentence.ts';
import type { Home } from '../../app/study/read-home.server.ts';
import { sentences } from '../../app/study/words.ts';

const recorded = parse(readFileSync('media-pipeline/sentences.yaml', 'utf8')) as Record<string, string>;

const next = {
  ordinal: 2,
  title: '课',
  frontierMs: 0,
  durationMs: 600_000,
  ready: true,
  isDemo: false,
  preparingPct: 100,
};
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
  test: null,
};

test.each<[string, Partial<Home>, string]>([
  ['no class', { className: null, next: null }, '还没排课。'],
  ['all done', { allDone: true, next: null }, '全部学完了。'],
  [
    'the test is left',
    { allDone: true, next: null, test: { classId: 'c', state: 'none' } },
    '课都学完了,可以考试。',
  ],
  [
    'the test is under way',
    { allDone: true, next: null, test: { classId: 'c', state: 'open' } },
    '考试还没交卷。',
  ],
  ['all passed', { allDone: true, next: null, test: { classId: 'c', state: 'passed' } }, '全部学完了。'],
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

test.each<[FaceNeed, string]>([
  ['consent', '先做三件事:登录、看说明、照张相。'],
  ['classroom', '您选了去教室上。'],
  ['face', '先照张相,再上课。'],
  ['waits', '照片等老师确认。'],
  ['person', '请老师来帮您看一下。'],
])('home, before the lesson: %s', (need, sentence) => {
  const chosen = chooseSentence(home, need);
  expect(chosen.say.zh).toBe(sentence);
  expect(Object.keys(recorded)).toContain(chosen.sound);
  // Without a class, or when all is done, her face is not what is missing.
  expect(chooseSentence({ ...home, allDone: true, next: null }, need).say.zh).toBe('全部学完了。');
});

test('what a lesson and a face check say aloud is recorded', () => {
  const said = [
    ...Object.values(sentences).map(({ sound }) => sound),
    ...Object.values(faceSentences).map(({ sound }) => sound),
    ...Object.values(faultWords).map(({ sound }) => sound),
    ...Object.values(refusalWords).map(({ audio }) => audio ?? null),
  ];
  expect(said.filter((sound) => sound !== null && !(sound in recorded))).toEqual([]);
});

test('every refusal that a learner meets before a camera is heard as well', () => {
  const codes = [
    'consent_missing',
    'face_not_enrolled',
    'face_waits',
    'face_check_due',
    'face_needs_person',
  ] as const;
  for (const code of codes) expect(refusalWords[code].audio, code).toBeDefined();
});

test('another notice is another version of the consent', () => {
  const text = JSON.stringify([consentNotice, recorded['consent-all']]);
  const sha256 = createHash('sha256').update(text).digest('hex').slice(0, 16);
  expect({ consentVersion, sha256 }).toEqual({ consentVersion: '2026-11', sha256: '280e9a0ca74f7a91' });
});

test('what other pages say aloud is recorded', () => {
  const pages = [
    'app/routes/sign-in.tsx',
    'app/routes/help.tsx',
    'app/study/progress-page.tsx',
    'app/identity/consent-page.tsx',
    'app/presence/check/enrol-page.tsx',
    'app/presence/device/device-page.tsx',
    'app/presence/snapshot/photos-page.tsx',
    'app/presence/check/face-check.tsx',
  ];
  for (const page of pages) {
    const names = [...readFileSync(page, 'utf8').matchAll(/sound=(?:"([a-z-]+)"|\{[^}]*'([a-z-]+)')/g)].map(
      ([, plain, chosen]) => plain ?? chosen,
    );
    expect(names.length, page).toBeGreaterThan(0);
    for (const name of names) expect(Object.keys(recorded), page).toContain(name);
  }
});
