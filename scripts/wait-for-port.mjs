import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Plain } from './plain.mjs';

/** The port to serve on. Throws one sentence when it is no port, another program has it, or browsers refuse it. */
export async function waitForPort(host) {
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Plain('PORT must be a number from 1 to 65535.');
  // A server whose starter was killed needs a moment to let go.
  for (let i = 0; i < 15; i++) {
    if (await isFree(port, host)) {
      await refuseBlocked(port);
      return port;
    }
    await sleep(200);
  }
  throw new Plain(`Port ${port} is taken; choose another one, for example: PORT=${port + 1} npm start`);
}

/** Browsers, and fetch with them, refuse some ports whatever serves there (Fetch standard, "bad port"). Nothing listens there yet. */
async function refuseBlocked(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/`).catch((error) => error);
  if (answer instanceof Error && /bad port/i.test(String(answer.cause?.message)))
    throw new Plain(
      `Browsers open no page on port ${port}, they keep it for another service; choose another one, for example: PORT=3000 npm start`,
    );
}

function isFree(port, host) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, host, () => probe.close(() => done(true)));
  });
}
