import { readdirSync } from 'node:fs';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { makeReactPage } from './bare-page.ts';
import { openLessonSite } from './lesson-site.ts';
import { readMachine } from './machine.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const rounds = 5;
/** After the last request of a page this long nothing may come, ms. */
const quietMs = 2_000;

const method = `JavaScript that a signed-in learner's lesson page loads with an empty cache until its button can be pressed and ${quietMs / 1_000} s \
of silence have passed; body bytes as Chromium received them, gzip, from the built server ÷ the same of a page with react-dom and hls.js light \
that esbuild minifies, gzip at the same level. ${rounds} rounds. Nothing of the face check may be among it.`;

/** What a face check needs and nothing else does, by the names of the built files. */
const faceFiles = /(look-at-frames|face-check|vision_wasm|face_landmarker)[^/]*\.(js|wasm|task)$|onnx/;

/** What a page weighs: JS bytes of the lesson page before any interaction (goal ≤ 1.7 × a bare page with the same two libraries). */
export async function benchPage(): Promise<Figure> {
  const site = await openLessonSite(await makeReactPage());
  // A name that changed would let the face check pass unseen.
  const known = readdirSync('build/client/assets').filter((name) => faceFiles.test(name));
  const figures: (Record<string, number> & { ratio: number })[] = [];
  let asked: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    const { context } = await site.openPhone(round);
    const lesson = await weigh(context, `${site.url}/lessons/1`, async (page) => {
      await page.getByRole('button', { name: /开始学|接着学/ }).waitFor();
    });
    const bare = await weigh(context, `${site.url}/bare-react`, async (page) => {
      await page.locator('video').waitFor();
    });
    await context.close();
    if (round === 1) tell(lesson.scripts);
    asked = lesson.asked;
    const [lessonBytes, bareBytes] = [sum(lesson.scripts), sum(bare.scripts)];
    const figure = {
      lessonBytes,
      bareBytes,
      lessonFiles: lesson.scripts.size,
      ratio: lessonBytes / bareBytes,
    };
    console.error(`round ${round}: ${JSON.stringify(figure)}`);
    figures.push(figure);
  }
  const early = asked.filter((url) => faceFiles.test(url));
  if (known.length < 4) throw new Error('The files of the face check have other names now.');
  if (early.length > 0) throw new Error(`Loaded before anybody asked: ${early.join(', ')}.`);
  const names = ['lessonBytes', 'bareBytes', 'lessonFiles'];
  return {
    ...summarise('page', figures),
    unit: 'gzip bytes of JavaScript, lesson page ÷ bare page',
    method,
    absolute: Object.fromEntries(names.map((name) => [name, medianOf(figures, name)])),
    checked: { faceFilesOnDemand: known.length, loadedEarly: early.length },
    machine: { ...(await readMachine(site.sql)), browser: site.browser.version() },
  };
}

/** Opens a page and counts what it loads: body bytes of each script, and every address that was asked for. */
async function weigh(context: BrowserContext, url: string, isReady: (page: Page) => Promise<void>) {
  const page = await context.newPage();
  const finished: Request[] = [];
  page.on('requestfinished', (request) => finished.push(request));
  await page.goto(url);
  await isReady(page);
  await page.waitForTimeout(quietMs);
  const scripts = new Map<string, number>();
  for (const request of finished) {
    const headers = (await request.response())?.headers() ?? {};
    if (!/javascript/.test(headers['content-type'] ?? '')) continue;
    if (headers['content-encoding'] !== 'gzip') throw new Error(`${request.url()} came without gzip.`);
    scripts.set(request.url(), (await request.sizes()).responseBodySize);
  }
  const asked = finished.map((request) => request.url());
  await page.close();
  if (scripts.size === 0) throw new Error(`${url} loaded no script.`);
  return { scripts, asked };
}

const sum = (scripts: Map<string, number>): number =>
  [...scripts.values()].reduce((all, one) => all + one, 0);

/** Which chunk weighs what, the heaviest first. */
function tell(scripts: Map<string, number>): void {
  for (const [url, bytes] of [...scripts].sort(([, a], [, b]) => b - a))
    console.error(`${String(bytes).padStart(8)}  ${new URL(url).pathname}`);
}
