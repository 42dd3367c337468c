import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from './find-tool.ts';
import { pointSizes } from './lay-points.ts';
import type { LessonScript } from './lesson-script.ts';
import { PlainFailure } from './plain-failure.ts';
import { writePosterPage, writeSlidePage, type Drawings } from './slide-page.ts';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

/** Draws `<dir>/0.png`, `1.png` … and `poster.png`. Errors: `PlainFailure` naming a slide whose text does not fit. */
export async function drawSlides(
  script: LessonScript,
  drawings: Drawings,
  dir: string,
  on: { signal?: AbortSignal; onShare?: (share: number) => void } = {},
): Promise<void> {
  const executablePath = findChromium();
  if (!executablePath) throw new PlainFailure('这台机器缺少 chromium。', 'This machine lacks chromium.');
  const browser = await chromium.launch({ executablePath, args: flags, chromiumSandbox: false });
  const stop = () => void browser.close().catch(() => {});
  on.signal?.addEventListener('abort', stop, { once: true });
  try {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 720 },
      deviceScaleFactor: 1,
      offline: true,
    });
    for (let n = 0; n < script.slides.length; n++) {
      await page.setContent(writeSlidePage(script, n, drawings));
      if (!(await fitText(page)))
        throw new PlainFailure(
          `第 ${n + 1} 页“${script.slides[n]?.heading}”字太多，放不下。`,
          `Slide ${n + 1} has more text than fits.`,
        );
      await page.screenshot({ path: join(dir, `${n}.png`) });
      on.onShare?.((n + 1) / (script.slides.length + 1));
    }
    await page.setContent(writePosterPage(script, drawings));
    await page.screenshot({ path: join(dir, 'poster.png') });
  } catch (error) {
    on.signal?.throwIfAborted();
    throw error;
  } finally {
    on.signal?.removeEventListener('abort', stop);
    await browser.close();
  }
}

/** Makes the points as large as fits their box and the heading one line; false when even the smallest does not fit. */
async function fitText(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const heading = document.querySelector('h1');
    for (let px = 70; heading.scrollWidth > heading.clientWidth && px > 56; px -= 2) heading.style.fontSize = px + 'px';
    if (heading.scrollWidth > heading.clientWidth) return false;
    const points = document.querySelector('.points');
    if (!points) return true;
    for (const px of ${JSON.stringify(pointSizes)}) {
      document.documentElement.style.setProperty('--size', px + 'px');
      const first = points.firstElementChild.getBoundingClientRect();
      const last = points.lastElementChild.getBoundingClientRect();
      if (last.bottom - first.top <= points.clientHeight && points.scrollWidth <= points.clientWidth) return true;
    }
    return false;
  })()`);
}
