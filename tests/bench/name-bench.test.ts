import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { benchLines, findBench } from '../../bench/name-bench.ts';

const names = Object.keys(benchLines);

it('--help names every bench with a line of its own, and so do the two pages that list them', () => {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts', '--help'], {
    encoding: 'utf8',
  });
  expect([run.status, run.stderr]).toEqual([0, '']);
  const rows = run.stdout.trimEnd().split('\n').slice(1);
  expect(rows.map((row) => row.trim().split(/\s+/)[0])).toEqual(names);
  for (const row of rows) expect(row).toMatch(/^ {2}\S+ +\S+ \S+ \S+/);
  const performance = readFileSync('docs/performance.md', 'utf8').matchAll(/^npm run bench -- (\S+)$/gm);
  expect([...performance].map(([, name]) => name).sort()).toEqual([...names].sort());
  const readme = /`npm run bench -- NAME` *\|([^(]+)/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  expect([...readme.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()).toEqual([...names].sort());
});

it('a name that is none is one sentence with those that are', () => {
  expect(findBench(['beets'])).toEqual({
    say: `There is no bench beets; there are ${names.join(', ')}.`,
    isAsked: false,
  });
  expect(findBench(['toString'])).toHaveProperty('say');
  expect(findBench([])).toMatchObject({ isAsked: false });
  expect(findBench(['beats'])).toEqual({ name: 'beats' });
});
