import type { BrowserContext, Page } from 'playwright-core';
import { makePlayerPage } from './bare-page.ts';
import { openLessonSite, type LessonSite } from './lesson-site.ts';
import { readMachine } from './machine.ts';
import { post } from './open-house.ts';
import { quantile, short } from './ratio.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const rounds = 15;
/** The fixture class has so many learners. */
const learners = 12;
const line = { offline: false, latency: 60, downloadThroughput: 250_000, uploadThroughput: 250_000 };
const cpuSlower = 4;
const goalP75S = 2;
/** A page that shows nothing for so long ends the bench. */
const patienceMs = 30_000;

const method = `From the click on the button to the first frame that Chromium shows while the video plays, at its full size \
(requestVideoFrameCallback). The page clicks its own button in the very frame in which it may be clicked: nothing is loaded ahead by \
then but what the page itself managed to. Lesson page and a bare page with hls.js as its manual shows it take turns on the \
same stream of the same server, each with an empty cache; line 2 Mbit/s with 60 ms, CPU ${cpuSlower} times slower (DevTools protocol). \
${rounds} rounds after a warm-up; ratio = lesson ÷ bare in each round.`;

/** The page measures itself: when it was clicked, when a frame was shown, in ms of its own clock. */
type Watched = { clickMs: number; frameMs: number };
type Lease = { manifestUrl: string; standing: { fence: number } };
declare global {
  interface Window {
    firstFrame?: Watched;
  }
}

/** How soon a learner sees the lesson she asked for (goal ≤ 1.25 × a bare page, and 2 s for three of four). */
export async function benchFirstFrame(): Promise<Figure> {
  const site = await openLessonSite(await makePlayerPage());
  const figures: (Record<string, number> & { ratio: number })[] = [];
  for (let round = 0; round <= rounds; round++) {
    const place = (round % learners) + 1;
    const lesson = await watchLesson(site, place);
    const bare = await watchBare(site, place);
    const figure = {
      lessonMs: lesson.frameMs - lesson.clickMs,
      bareMs: bare.frameMs - bare.clickMs,
      lessonOpenToFrameMs: lesson.frameMs,
      bareOpenToFrameMs: bare.frameMs,
      ratio: (lesson.frameMs - lesson.clickMs) / (bare.frameMs - bare.clickMs),
    };
    console.error(
      `${round === 0 ? 'warm-up' : `round ${round}`}: ${JSON.stringify(figure, (_, v) => (typeof v === 'number' ? short(v) : v))}`,
    );
    if (round > 0) figures.push(figure);
  }
  const names = ['lessonMs', 'bareMs', 'lessonOpenToFrameMs', 'bareOpenToFrameMs'];
  const lessonP75S = short(
    quantile(
      figures.map(({ lessonMs }) => Number(lessonMs)),
      0.75,
    ) / 1_000,
  );
  return {
    ...summarise('first-frame', figures),
    unit: 'click to first frame, lesson page ÷ bare hls.js page',
    method,
    absolute: { ...Object.fromEntries(names.map((name) => [name, medianOf(figures, name)])), lessonP75S },
    checked: { p75WithinGoal: lessonP75S <= goalP75S },
    machine: { ...(await readMachine(site.sql)), browser: site.browser.version() },
  };
}

async function watchLesson(site: LessonSite, place: number): Promise<Watched> {
  const { context } = await site.openPhone(place);
  return watch(context, `${site.url}/lessons/1`);
}

/** The bare page plays the same stream under a lease of the same learner. */
async function watchBare(site: LessonSite, place: number): Promise<Watched> {
  const { context, cookie, enrolmentId } = await site.openPhone(place);
  const request = { enrolmentId, ordinal: 1, windowId: 'bench-window', takeOver: true };
  const lease = await post<Lease>(site.url, '/study/leases', cookie, request);
  const watched = await watch(context, `${site.url}/bare-player?${encodeURIComponent(lease.manifestUrl)}`);
  await fetch(`${site.url}/study/leases/close`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: site.url },
    body: JSON.stringify({ fence: lease.standing.fence }),
  });
  return watched;
}

/** Opens the page on a slow phone and line, and closes it once a frame was shown. */
async function watch(context: BrowserContext, url: string): Promise<Watched> {
  const page = await context.newPage();
  await slowDown(page);
  await page.addInitScript(clickAndWatch);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const handle = await page.waitForFunction(() => window.firstFrame, null, { timeout: patienceMs });
  const watched = (await handle.jsonValue()) as Watched;
  await context.close();
  return watched;
}

async function slowDown(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Network.enable');
  await protocol.send('Network.emulateNetworkConditions', line);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: cpuSlower });
}

/** Runs in the page before its own scripts: clicks the button once it may be clicked, and waits for a frame. */
const clickAndWatch = `
  const look = () => {
    const named = ({ textContent }) => /^(开始学|接着学|play)$/.test(textContent.trim());
    const button = [...document.querySelectorAll('button')].find(named);
    const video = document.querySelector('video');
    if (!button || button.disabled || !video) return requestAnimationFrame(look);
    const clickMs = performance.now();
    const shown = (frameMs) => {
      const isThere = !video.paused && video.getBoundingClientRect().width > 300;
      if (isThere) window.firstFrame = { clickMs, frameMs };
      else video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
    button.click();
  };
  look();`;
