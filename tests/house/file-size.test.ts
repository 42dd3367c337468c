import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listSources } from './list-sources.ts';

const files = listSources();

test('no file has more than 300 lines', () => {
  expect(files.length).toBeGreaterThan(50);
  const counts = files.map((name) => ({
    name,
    lines: readFileSync(name, 'utf8').trimEnd().split('\n').length,
  }));
  expect(counts.filter(({ lines }) => lines > 300)).toEqual([]);
});

test('no folder or file has a name without a limit', () => {
  const limitless = /(^|\/)(utils?|helpers?|services?|types|common|lib|misc|shared)(\/|\.[a-z.]+$)/;
  expect('app/study/utils.ts').toMatch(limitless);
  expect(files.filter((name) => limitless.test(name))).toEqual([]);
});
