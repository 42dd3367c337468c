import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The screens that every page is checked on. */
export const screens = [
  { width: 320, height: 500 },
  { width: 360, height: 560 },
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
];

export const textSizes = ['standard', 'large', 'xlarge'] as const;

/** Sets 字 as its button would. */
export async function setTextSize(context: BrowserContext, url: string, size: string): Promise<void> {
  await context.addCookies([{ name: 'text_size', value: size, url }]);
}

/** What axe-core finds on the page as it is now, one line each; WCAG 2.2 AA and its best practices. */
export async function runAxe(page: Page): Promise<string[]> {
  // Once a document: reading half a megabyte again costs more than the look itself.
  if (!(await page.evaluate(`typeof axe === 'object'`))) await page.evaluate(`${axeSource};0`);
  return page.evaluate(async () => {
    type Found = { id: string; nodes: { target: string[]; failureSummary?: string }[] };
    type Axe = { run(where: Document, options: object): Promise<{ violations: Found[] }> };
    const { axe } = globalThis as unknown as { axe: Axe };
    const only = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`,
    );
  });
}

/** How far the page is wider and higher than its screen, px. */
export function measureOverflow(page: Page): Promise<{ wide: number; high: number }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { wide: scrollWidth - clientWidth, high: scrollHeight - clientHeight };
  });
}
