import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bring, builtScripts, sourceOf } from '../harness/built-scripts.ts';

// No learner waits for a chart: the library is a file of its own that only pages of the desk ask for, when they are there.

const isChartLibrary = (name: string) => sourceOf(name).includes('zrender');
const libraries = builtScripts.filter(isChartLibrary);
/** The file of a page by its route. */
const pageOf = (route: string) => {
  const name = builtScripts.find((one) => new RegExp(`^${route}-[\\w-]{8}\\.js$`).test(one));
  if (!name) throw new Error(`The pages were built without ${route}.`);
  return name;
};

it('the library is one file of at most 200 kB, packed', () => {
  expect(libraries).toHaveLength(1);
  const packed = gzipSync(sourceOf(libraries[0] ?? '')).length;
  console.info(`charts: ${Math.round(packed / 1000)} kB packed`);
  expect(packed).toBeLessThan(200_000);
});

it('no page brings it at once, and only pages of the desk can ask for it at all', () => {
  const routes = readdirSync('app/routes')
    .filter((name) => name.endsWith('.tsx') && !['gallery.tsx', 'page-error.tsx'].includes(name))
    .map((name) => name.replace('.tsx', ''));
  expect(routes.length).toBeGreaterThan(25);
  const asks: string[] = [];
  for (const route of routes) {
    const files = [...bring(pageOf(route))];
    expect(files.filter(isChartLibrary), route).toEqual([]);
    if (files.some((file) => libraries.some((library) => sourceOf(file).includes(library)))) asks.push(route);
  }
  expect(asks.sort()).toEqual(['desk-bureau', 'desk-reports', 'desk-targets']);
});
