import { execFileSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPart, type Part, type PartManner } from './start-part.ts';

/** The product's own web process, as `npm start` runs it. */
export type WebServer = Part & { url: string };

/**
 * Starts the built server in production mode on a free port and waits until it answers; several processes of it when `env`
 * says so. Builds it where it is not what the sources are.
 */
export async function startWebServer(
  env: Record<string, string>,
  manner: PartManner = {},
): Promise<WebServer> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] });
  const port = await findFreePort();
  const settings = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port) };
  const entry = env['WEB_PROCESSES'] === undefined ? 'server' : 'web';
  const part = startPart(
    new URL(`../build/${entry}.mjs`, import.meta.url),
    [],
    { ...settings, ...env },
    manner,
  );
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 600; i++) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer) return { ...part, url };
    await sleep(100);
  }
  throw new Error('The web server did not answer within a minute.');
}

/** A port of 127.0.0.1 that nobody listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
