import { setTimeout as sleep } from 'node:timers/promises';
import { Plain } from './plain.mjs';

/** Waits up to a minute until the server says that itself, its database and its worker are well. */
export async function waitForHealth(url, hasStopped) {
  for (let i = 0; i < 1200 && !hasStopped(); i++) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  if (!hasStopped())
    throw new Plain(
      `The web server did not answer on port ${new URL(url).port} within a minute (${url}/healthz).`,
    );
}
