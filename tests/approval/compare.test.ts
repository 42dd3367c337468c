import { describe, expect, it, test } from 'vitest';
import { compareTexts, shortenChanges } from '../../app/approval/compare-texts.ts';
import { compareFiles, compareQuestions } from '../../app/approval/compare-versions.ts';
import { refuseWatch } from '../../app/approval/may-watch.ts';
import { videoStates } from '../../app/approval/version-life.ts';
import { readRange } from '../../app/catalogue/read-range.ts';

/** Changes as a person writes them: −out +in =same. */
const write = (before: string, after: string) =>
  compareTexts(before, after).map(({ kind, line }) => `${{ out: '−', in: '+', same: '=' }[kind]}${line}`);

describe('texts line by line', () => {
  test.each([
    ['a\nb\nc', 'a\nb\nc', ['=a', '=b', '=c']],
    ['a\nb\nc', 'a\nx\nc', ['=a', '−b', '+x', '=c']],
    ['a\nb', 'a\nb\nc', ['=a', '=b', '+c']],
    ['', 'a', ['−', '+a']],
    ['a\r\nb\n', 'a\nb', ['=a', '=b']],
    ['a\nb\nc\nd', 'b\nd\na', ['−a', '=b', '−c', '=d', '+a']],
  ])('%j → %j', (before, after, expected) => expect(write(before, after)).toEqual(expected));

  it('gives both texts back, whatever they are', () => {
    for (let n = 0; n < 60; n++) {
      const text = (seed: number) =>
        Array.from({ length: 1 + ((seed * 7) % 23) }, (_, i) => String((seed * (i + 3)) % 5)).join('\n');
      const [before, after] = [text(n + 1), text(n * 3 + 2)];
      const changes = compareTexts(before, after);
      const side = (out: string) =>
        changes
          .filter(({ kind }) => kind !== out)
          .map(({ line }) => line)
          .join('\n');
      expect([side('in'), side('out')]).toEqual([before, after]);
    }
  });

  it('answers at once for a book that was written anew', () => {
    const book = (word: string) => Array.from({ length: 5_000 }, (_, i) => word + i).join('\n');
    const from = performance.now();
    expect(compareTexts(book('a'), book('b'))).toHaveLength(10_000);
    expect(performance.now() - from).toBeLessThan(500);
  });

  it('leaves out what stayed, and says where', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `${i}`);
    const changed = lines.map((line, i) => (i === 4 ? 'x' : line));
    const short = shortenChanges(compareTexts(lines.join('\n'), changed.join('\n')));
    expect(short.map((change) => change?.line ?? '…')).toEqual(['3', '4', 'x', '5']);
    expect(shortenChanges(compareTexts('a\nb', 'a\nb'))).toEqual([]);
    const both = lines.map((line, i) => (i === 0 || i === 8 ? 'x' : line));
    const apart = shortenChanges(compareTexts(lines.join('\n'), both.join('\n')));
    expect(apart.filter((change) => change === null)).toHaveLength(1);
  });
});

test('questions: added, removed, changed; the same at the same moment is none of these', () => {
  const question = (ask: string, more: object = {}) => ({
    ...{ kind: 'text', fromMs: 1_000, ask, right: '对', wrong: ['错', '不对'] },
    ...more,
  });
  const [same, moved, gone] = [question('同'), question('移'), question('去')];
  const later = question('移', { fromMs: 9_000 });
  const other = question('答', { right: '甲' });
  const fresh = question('新');
  expect(compareQuestions([same, moved, gone, question('答')], [same, later, other, fresh])).toEqual({
    added: [fresh],
    removed: [gone],
    changed: [
      { before: moved, after: later },
      { before: question('答'), after: other },
    ],
  });
  const twice = [question('问'), question('问', { fromMs: 60_000 })];
  expect(compareQuestions(twice, [...twice].reverse())).toEqual({ added: [], removed: [], changed: [] });
});

test('files are compared as sets', () => {
  const file = (path: string, sha256: string) => ({ path, sha256 });
  expect(
    compareFiles(
      [file('a', '1'), file('b', '1'), file('c', '1')],
      [file('a', '1'), file('b', '2'), file('d', '1')],
    ),
  ).toEqual({ added: ['d'], removed: ['c'], changed: ['b'], same: 1 });
});

test.each([
  [null, 'whole'],
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=90-900', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=-900', { first: 0, last: 99 }],
  ['bytes=100-', 'beyond'],
  ['bytes=-0', 'beyond'],
  ['bytes=9-3', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['seconds=0-1', 'whole'],
  ['bytes=-', 'whole'],
])('a file of 100 bytes, Range %j: %j', (header, expected) =>
  expect(readRange(header, 100)).toEqual(expected),
);

test('who may watch, in every state (H10)', () => {
  const own = '11111111-1111-4111-8111-111111111111';
  const may = (role: 'reviewer' | 'author' | 'inspector', institutionId: string | null) =>
    videoStates.filter(
      (state) =>
        refuseWatch({ state, institutionId, uploadedBy: null }, { role, institutionId: own }) === null,
    );
  const handedIn = ['submitted', 'approved', 'returned', 'rejected', 'published', 'withdrawn'];
  expect(may('reviewer', null)).toEqual(handedIn);
  expect(may('author', own)).toEqual(['processed', ...handedIn]);
  expect(may('author', null)).toEqual([]);
  expect(may('author', 'another')).toEqual([]);
  expect(may('inspector', own)).toEqual(['published', 'withdrawn']);
  for (const role of ['learner', 'clerk'] as const)
    for (const state of videoStates)
      expect(refuseWatch({ state, institutionId: own, uploadedBy: null }, { role, institutionId: own })).toBe(
        'forbidden',
      );
});
