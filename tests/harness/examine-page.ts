import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Screen = { width: number; height: number };
const [tiny, small, phone, wide] = [
  { width: 320, height: 500 },
  { width: 360, height: 560 },
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
] as const satisfies Screen[];

/** The screens that a page has to fit, and the one on which axe looks: the others tell the same. */
export type Where = {
  screens: readonly Screen[];
  axeOn: Screen;
  /** What has to be over before a screen is looked at. */
  settled?(page: Page): Promise<unknown>;
};

/** A page of the desk, usable on a phone. */
export const atDesk: Where = { screens: [phone, wide], axeOn: wide };
/** A page of the desk, on the smallest phones too. */
export const atEveryDesk: Where = { screens: [tiny, small, phone, wide], axeOn: wide };
/** A page that learners open on their phones. */
export const onPhone: Where = { screens: [small, phone], axeOn: small };
/** A page that anybody opens anywhere. */
export const anywhere: Where = { screens: [small, phone, wide], axeOn: small };
export const everywhere: Where = { screens: [tiny, small, phone, wide], axeOn: small };

export const textSizes = ['standard', 'large', 'xlarge'] as const;

/** Sets 字 as its button would. */
export async function setTextSize(context: BrowserContext, url: string, size: string): Promise<void> {
  await context.addCookies([{ name: 'text_size', value: size, url }]);
}

/** What axe-core finds on the page as it is now, one line each; WCAG 2.2 AA and its best practices. */
export async function runAxe(page: Page): Promise<string[]> {
  // Once a document: reading half a megabyte again costs more than the look itself.
  if (!(await page.evaluate(`typeof axe === 'object'`))) await page.evaluate(`${axeSource};0`);
  for (let looks = 1; ; looks++) {
    const { found, changed } = await lookWithAxe(page);
    if (found.length === 0 || !changed || looks === 5) return found;
  }
}

/**
 * One look. A button that wakes up while axe looks has its new letters on its old ground, and a colour on its way to
 * another is nobody's contrast: waits until transitions ended, and says whether the page `changed` meanwhile.
 */
function lookWithAxe(page: Page): Promise<{ found: string[]; changed: boolean }> {
  return page.evaluate(async () => {
    type Found = { id: string; nodes: { target: string[]; failureSummary?: string }[] };
    type Axe = { run(where: Document, options: object): Promise<{ violations: Found[] }> };
    const { axe } = globalThis as unknown as { axe: Axe };
    const findMoving = () => document.getAnimations().filter((moving) => moving instanceof CSSTransition);
    let changed = false;
    const watch = new MutationObserver(() => (changed = true));
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    await Promise.allSettled(findMoving().map((moving) => moving.finished));
    const only = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
    changed ||= watch.takeRecords().length > 0 || findMoving().length > 0;
    watch.disconnect();
    const found = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`,
    );
    return { found, changed };
  });
}

/** How far the page is wider and higher than its screen, px. */
export function measureOverflow(page: Page): Promise<{ wide: number; high: number }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { wide: scrollWidth - clientWidth, high: scrollHeight - clientHeight };
  });
}

/** A picture for whoever wants to look: SHOTS=<folder>. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name.replaceAll('/', '_')}.png`, fullPage: true });
}

/** Everything that is wrong with the page as it is now; it stays on the last of the screens. `mustFit`: it may not scroll there. */
export async function findFaults(
  page: Page,
  name: string,
  { screens, axeOn, settled }: Where,
  mustFit: (screen: Screen) => boolean = () => false,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const screen of screens) {
    const at = `${name} ${screen.width}`;
    await page.setViewportSize(screen);
    await settled?.(page);
    const over = await measureOverflow(page);
    if (over.wide > 0) wrong.push(`${at}: ${over.wide} px too wide`);
    if (mustFit(screen) && over.high > 0) wrong.push(`${at}: ${over.high} px too high`);
    if (screen === axeOn) wrong.push(...(await runAxe(page)).map((found) => `${at}: ${found}`));
    await shoot(page, `${name}-${screen.width}`);
  }
  return wrong;
}

/** Nothing too wide, nothing that axe finds. */
export async function examine(page: Page, name: string, where: Where = atDesk): Promise<void> {
  expect(await findFaults(page, name, where)).toEqual([]);
}
