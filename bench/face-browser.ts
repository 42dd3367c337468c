import type { Browser } from 'playwright-core';
import { availableParallelism, cpus, release } from 'node:os';
import { clipFile } from '../tests/face/clips/clips.ts';
import { openGuideSite, type GuideSite } from '../tests/face/guide/open-guide-site.ts';
import { startBrowser } from '../tests/harness/start-browser.ts';
import { atEnd } from './at-end.ts';
import { short } from './ratio.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const rounds = 5;
const watchMs = 8_000;
/** A frame every 66 ms is what the guide asks for; what a frame costs of it is gone for the rest of the phone. */
const frameGapMs = 66;
const goalBytes = 7_000_000;

const method = `The face guide on a page of its own in headless Chromium without a graphics card; its camera plays the clip of a person \
who turns and blinks (480 × 360). ${rounds} rounds, each with an empty cache: bytes that the server sends from the start of the guide \
to its first frame, the time until then, and for ${watchMs / 1_000} s every frame's time from its capture on the page, through the \
thread, to the page's answer. Ratio = median frame / ${frameGapMs} ms, the time between two frames; less is better.`;

/** What the guide costs in a browser: milliseconds a frame, and bytes at the first use (goal: 7 MB at most). */
export async function benchFaceBrowser(): Promise<Figure> {
  const site = await openGuideSite();
  atEnd(() => site.close());
  const browser = await startBrowser({ cameraFile: await clipFile('genuine-order1') });
  atEnd(() => browser.close());
  const figures: (Awaited<ReturnType<typeof watchOnce>> & { ratio: number })[] = [];
  for (let round = 0; round <= rounds; round++) {
    const figure = await watchOnce(browser, site);
    console.error(`${round === 0 ? 'warm-up' : `round ${round}`}: ${JSON.stringify(figure)}`);
    if (round > 0) figures.push({ ...figure, ratio: figure.frameP50Ms / frameGapMs });
  }
  const names = ['frameP50Ms', 'frameP95Ms', 'framesPerS', 'firstFrameMs', 'firstUseBytes'] as const;
  return {
    ...summarise('face-browser', figures),
    unit: `median ms of a frame ÷ ${frameGapMs} ms between two frames`,
    absolute: Object.fromEntries(names.map((name) => [name, medianOf(figures, name)])),
    method,
    checked: { firstUseWithinGoal: figures.every(({ firstUseBytes }) => firstUseBytes <= goalBytes) },
    machine: {
      cores: availableParallelism(),
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      kernel: release(),
      node: process.versions.node,
      browser: browser.version(),
    },
  };
}

/** One visit with an empty cache. */
async function watchOnce(browser: Browser, site: GuideSite) {
  const context = await browser.newContext({ permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(site.url);
  await page.evaluate(() => window.guidePage.openCamera());
  const before = site.sentBytes();
  await page.evaluate(() => window.guidePage.start());
  await page.waitForFunction(() => window.guidePage.seen.length > 0 || window.guidePage.unable.length > 0);
  const firstUseBytes = site.sentBytes() - before;
  await page.waitForTimeout(watchMs);
  const { gaps, firstFrameMs, unable } = await page.evaluate(() => ({
    gaps: window.guidePage.seen.slice(2).map(({ gapMs }) => gapMs),
    firstFrameMs: (window.guidePage.readyMs ?? 0) - window.guidePage.startMs,
    unable: window.guidePage.unable,
  }));
  await context.close();
  if (unable.length > 0 || gaps.length === 0) throw new Error(`The guide did not run: ${unable.join(', ')}.`);
  const sorted = gaps.sort((a, b) => a - b);
  const at = (share: number): number => short(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  const framesPerS = short((gaps.length * 1_000) / watchMs);
  return {
    frameP50Ms: at(0.5),
    frameP95Ms: at(0.95),
    framesPerS,
    firstFrameMs: short(firstFrameMs),
    firstUseBytes,
  };
}
