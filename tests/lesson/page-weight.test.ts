import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bring, builtFolder, builtNames, builtScripts, sourceOf } from '../harness/built-scripts.ts';

// Whoever opens a lesson pays for every byte before she can begin: what comes at once is limited, packed, and without the face check.

/** The one file that was made of this module. */
function builtOf(module: string): string {
  const found = builtScripts.filter((name) => new RegExp(`^${module}-[\\w-]{8}\\.js$`).test(name));
  return found.find((name) => module !== 'lesson' || sourceOf(name).includes('lesson-session')) ?? '';
}

const isFace = (name: string) => /look-at-frames|face-check|lesson-face/.test(name);
/** A page's entry, the lesson, and what studies, which comes by itself once the page is there. */
const brought = ['entry.client', 'root', 'lesson', 'lesson-session.client'].flatMap((module) => [
  ...bring(builtOf(module)),
]);

it('brings at most 265 kB of scripts, packed, and nothing of the face check', () => {
  const bytes = [...new Set(brought)].reduce((all, name) => all + gzipSync(sourceOf(name)).length, 0);
  console.info(`lesson page: ${Math.round(bytes / 1000)} kB packed`);
  expect(brought.some((name) => name.startsWith('hls'))).toBe(true);
  expect(bytes).toBeLessThan(265_000);
  expect(brought.filter(isFace)).toEqual([]);
  expect(builtScripts.filter(isFace).length).toBeGreaterThan(1);
});

it('every script and style of a page lies there packed too', () => {
  // What the bundler leaves beside them for the server, no page names.
  const isUnnamed = (name: string) => /^(manifest|server-build)-/.test(name);
  const files = builtNames.filter((name) => /\.(js|css)$/.test(name) && !isUnnamed(name));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((name) => !existsSync(`${builtFolder}/${name}.gz`))).toEqual([]);
});
