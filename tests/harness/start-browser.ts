import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

/** Debian's Chromium; `CHROMIUM` names another one. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** The same without tabs and windows around the page: a page opens in a fifth of the time (0.1 of 0.7 CPU seconds). */
const shellPath = '/usr/lib/chromium/chromium-headless-shell';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
];

const fakeDevice = '--use-fake-device-for-media-stream';
const alwaysAllowed = '--use-fake-ui-for-media-stream';

/**
 * `fakeCamera`: it shows a test picture; `cameraFile`: it shows this .y4m again and again. Both are always allowed,
 * unless `asksForCamera`: then the permissions of the context say so, and may be taken away.
 */
export type CameraOptions = { fakeCamera?: boolean; cameraFile?: string; asksForCamera?: boolean };

function listCameraFlags({ fakeCamera, cameraFile, asksForCamera }: CameraOptions): string[] {
  if (!fakeCamera && !cameraFile) return [];
  return [
    fakeDevice,
    ...(asksForCamera ? [] : [alwaysAllowed]),
    ...(cameraFile ? [`--use-file-for-fake-video-capture=${cameraFile}`] : []),
  ];
}

/** A headless Chromium; only its shell where that is installed and no permission is asked, which the shell has none of. */
export function startBrowser(options: CameraOptions = {}): Promise<Browser> {
  const isShell = !process.env.CHROMIUM && !options.asksForCamera && existsSync(shellPath);
  return chromium.launch({
    executablePath: isShell ? shellPath : executablePath,
    args: ['--headless=new', ...flags, ...listCameraFlags(options)],
  });
}

/** A Chromium as a person has it: focus and visibility are real, because Playwright's defaults are off. */
export type PlainBrowser = { browser: Browser; context: BrowserContext; close(): Promise<void> };

/** Starts Chromium by hand and connects to it. Pages of `context` go hidden when another tab comes to the front. */
export async function startPlainBrowser(options: CameraOptions = {}): Promise<PlainBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'zhenxue-browser-'));
  const args = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...flags];
  args.push(...listCameraFlags(options));
  const child = spawn(executablePath, [...args, '--window-size=390,844', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const address = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (found) done(found);
    });
    child.once('exit', (code) => fail(new Error(`Chromium ended with ${code} before it could be reached.`)));
  });
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const context = browser.contexts()[0];
  if (!context) throw new Error('Chromium opened without a profile.');
  const close = async () => {
    await browser.close();
    child.kill();
    await gone;
    process.removeListener('exit', killOnExit);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, context, close };
}
