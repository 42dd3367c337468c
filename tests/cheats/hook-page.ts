import type { BrowserContext, Page } from 'playwright-core';

// What extensions and userscripts do to a page before its own scripts run. Functions here run in the browser.

/** A tracker that believes the page's own video, as naive platforms do: seconds that its position went forward. */
type Tracked = { naivePlayedMs: number; naiveFurthestMs: number };
const track = () => {
  const read = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'currentTime')?.get;
  const tracked = { naivePlayedMs: 0, naiveFurthestMs: 0 };
  Object.assign(globalThis, { tracked });
  let lastMs = 0;
  const look = () => {
    const video = document.querySelector('video');
    if (!video || !read) return;
    const atMs = (read.call(video) as number) * 1000;
    if (atMs > lastMs) tracked.naivePlayedMs += atMs - lastMs;
    tracked.naiveFurthestMs = Math.max(tracked.naiveFurthestMs, atMs);
    lastMs = atMs;
  };
  for (const name of ['timeupdate', 'seeking', 'ratechange']) document.addEventListener(name, look, true);
  setInterval(look, 50);
};

/** What the naive tracker in a page has counted. */
export async function readNaive(page: Page): Promise<Tracked> {
  return page.evaluate(() => (globalThis as unknown as { tracked: Tracked }).tracked);
}

/** A02: sets `rate` again and again below every lock, shows 1.0 to the page, and swallows `ratechange`. */
const lockRate = (rate: number) => {
  const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'playbackRate');
  if (!own?.set) throw new Error('no playbackRate');
  const { set } = own;
  for (const name of ['playbackRate', 'defaultPlaybackRate']) {
    Object.defineProperty(HTMLMediaElement.prototype, name, {
      configurable: true,
      get: () => 1,
      set: () => {},
    });
  }
  window.addEventListener('ratechange', (event) => event.stopImmediatePropagation(), true);
  setInterval(() => document.querySelectorAll('video').forEach((video) => set.call(video, rate)), 50);
};

/** A01: what a speed extension does, openly. */
const extendRate = (rate: number) => {
  setInterval(() => document.querySelectorAll('video').forEach((video) => (video.playbackRate = rate)), 200);
};

/** A04: goes near the end, again and again. */
const seekAhead = () => {
  const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'currentTime');
  setInterval(() => {
    document.querySelectorAll('video').forEach((video) => {
      if (video.duration > 5 && Number.isFinite(video.duration)) own?.set?.call(video, video.duration - 1);
    });
  }, 3_000);
};

/** A05: every clock and timer here runs `times` as fast. Also runs inside workers, as text. */
const hurryClocks = (times: number) => {
  const RealDate = Date;
  const monotonic = performance.now.bind(performance);
  const [startWallMs, startMs] = [RealDate.now(), monotonic()];
  const wallMs = () => Math.round(startWallMs + (monotonic() - startMs) * times);
  performance.now = () => startMs + (monotonic() - startMs) * times;
  globalThis.Date = class extends RealDate {
    constructor(...given: [number]) {
      super(...(given.length > 0 ? given : ([wallMs()] as [number])));
    }
    static override now = wallMs;
  } as DateConstructor;
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const real = globalThis[name].bind(globalThis) as (run: () => void, ms?: number) => number;
    const hurried = (run: () => void, ms = 0) => real(run, ms / times);
    Object.assign(globalThis, { [name]: hurried });
  }
};

/** A05: the same in every worker; the video is told to follow. */
const hurryWorkers = (hurry: string) => {
  globalThis.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      const body = `(${hurry})(10);importScripts(${JSON.stringify(String(address))});`;
      super(URL.createObjectURL(new Blob([body], { type: 'text/javascript' })), options);
    }
  };
  const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'playbackRate');
  setInterval(() => document.querySelectorAll('video').forEach((video) => own?.set?.call(video, 3)), 50);
};

/** Says for ever that the page is in front and has the focus, and lets nobody hear otherwise. */
const hideHiding = () => {
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'visible' });
  Object.defineProperty(Document.prototype, 'hidden', { get: () => false });
  Document.prototype.hasFocus = () => true;
  for (const name of ['visibilitychange', 'blur', 'focusout', 'pagehide', 'freeze']) {
    window.addEventListener(name, (event) => event.stopImmediatePropagation(), true);
    document.addEventListener(name, (event) => event.stopImmediatePropagation(), true);
  }
};

/** B03: no lock and no channel of the browser is there. */
const stubLocks = () => {
  Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
  for (const name of ['BroadcastChannel', 'SharedWorker']) Reflect.deleteProperty(globalThis, name);
  Storage.prototype.setItem = () => {};
  Storage.prototype.getItem = () => null;
};

/** Each hook by its name, with the function that runs in the page and its argument. */
const hooks = {
  'a speed extension': [extendRate, 4],
  'a locked and hidden rate': [lockRate, 4],
  'a script that seeks': [seekAhead, 0],
  'hurried workers': [hurryWorkers, hurryClocks.toString()],
  'hurried clocks': [hurryClocks, 10],
  'a hidden page that says it is not': [hideHiding, 0],
  'no locks': [stubLocks, 0],
} as const;

export type HookName = keyof typeof hooks;

/** Puts the naive tracker and hooks into every page that `context` opens from now on. */
export async function hook(context: BrowserContext, ...names: HookName[]): Promise<void> {
  await context.addInitScript(track);
  for (const name of names) {
    const [run, argument] = hooks[name];
    await context.addInitScript(run as (argument: number | string) => void, argument);
  }
}
