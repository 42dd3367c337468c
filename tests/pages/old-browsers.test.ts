import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { beforeAll, expect, test } from 'vitest';

const folder = 'build/client/assets';
let styles = '';

beforeAll(() => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.css'));
  styles = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
});

/** Outside of @supports: what every browser is given, known or not. */
function unguarded(css: string): string {
  const { code } = transform({
    filename: 'all.css',
    code: Buffer.from(css),
    visitor: { Rule: { supports: () => [] } },
  });
  return code.toString();
}

test('the pages have styles, with every token in them', () => {
  for (const part of ['--text-say', '--color-accent', '.min-h-15', '.text-body', '@media'])
    expect(styles).toContain(part);
});

// Chrome before 99 and iOS before 15.4 drop layered rules whole.
test.each([
  ['@layer', /@layer/],
  ['oklch', /oklch|oklab|lab\(|lch\(/],
  ['color-mix', /color-mix/],
  ['translate, scale, rotate as properties', /[{;]\s*(translate|scale|rotate)\s*:/],
  [':has', /:has\(/],
  ['@container', /@container|container-type/],
  ['aspect-ratio', /[{;]\s*aspect-ratio\s*:/],
  ['nesting', /[{;]\s*&/],
  ['dynamic viewport units', /\d(dvh|svh|lvh|dvw)/],
])('nothing that Chrome 88 and iOS 14.5 do not know: %s', (_name, pattern) => {
  expect(unguarded(styles)).not.toMatch(pattern);
});

test('widths in media queries are written in the old way', () => {
  expect(styles).toMatch(/@media[^{]*min-width/);
  expect(styles).not.toMatch(/@media[^{]*[<>]/);
});

test('a selector that old browsers do not know takes no known one with it', () => {
  for (const [, selectors = ''] of unguarded(styles).matchAll(/(?:^|[{}])\s*([^{}@]+)\{/g)) {
    const list = selectors.split(',').map((one) => one.trim());
    const unknown = list.filter((one) => /::backdrop|::file-selector-button/.test(one));
    expect([0, list.length], selectors).toContain(unknown.length);
  }
});

test('a layer in the sources would be seen', () => {
  expect(unguarded('@layer base { a { color: red } }')).toMatch(/@layer/);
});
