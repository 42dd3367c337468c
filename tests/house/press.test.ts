import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listSources } from './list-sources.ts';

// A button that asks the router by itself is deaf while its page reads again, and a press on it is lost.

const pages = listSources('app').filter((name) => name.endsWith('.tsx'));
const asking = (found: RegExp) => pages.filter((name) => found.test(readFileSync(name, 'utf8')));

test('whether a form is on its way is asked in one place', () => {
  // The first draws the skeleton of the next page.
  expect(asking(/\buseNavigation\b/)).toEqual(['app/root.tsx']);
  expect(asking(/\buseSending\(/).length).toBeGreaterThan(50);
});

test('no button rests for as long as a page reads again', () => {
  const deaf = /(busy|resting|disabled)=\{[^}]*\bstate [!=]== '(idle|submitting|loading)'/;
  expect("<DeskButton busy={state !== 'idle'}>").toMatch(deaf);
  expect("<DeskButton busy={fetcher.state !== 'idle'}>").toMatch(deaf);
  expect(asking(deaf)).toEqual([]);
});
