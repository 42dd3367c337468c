import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headersOf, type Part } from '../../bench/crowd.ts';
import { keepPace } from '../../bench/keep-pace.ts';
import { quantile } from '../../bench/ratio.ts';

// An open loop that waited for a slow server before it sent on would hide how slow it was.

const standsStillMs = 300;
let server: Server;
let port: number;
let answered = 0;

beforeAll(async () => {
  server = createServer((_, response) => {
    answered++;
    if (answered === 20) {
      const untilMs = performance.now() + standsStillMs;
      while (performance.now() < untilMs);
    }
    if (answered === 150) return void response.socket?.destroy();
    response.setHeader('Content-Length', 2).end('ok');
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.closeAllConnections());

const part = (): Part => ({
  request: () => `${headersOf('GET', '/', 'none', port)}\r\n`,
  take: (status, _, tally) => void (status === 200 && tally.good++),
});
const parts = Array.from({ length: 8 }, part);

it('charges a standstill to every request that fell due meanwhile', async () => {
  const tally = await keepPace({ host: '127.0.0.1', port }, parts, 4, { seconds: 1, perSecond: 100 });
  expect({ answers: tally.answers, good: tally.good }).toEqual({ answers: 100, good: 100 });
  expect(tally.latenciesMs).toHaveLength(100);
  // About 30 fell due in the 300 ms; the tenth slowest of them waited for most of it.
  expect(quantile(tally.latenciesMs, 0.9)).toBeGreaterThan(standsStillMs / 2);
  expect(Math.max(...tally.latenciesMs)).toBeGreaterThan(standsStillMs - 5);
});

it('says so when the server closes a connection, and ends', async () => {
  const run = keepPace({ host: '127.0.0.1', port }, parts, 4, { seconds: 2, perSecond: 100 });
  await expect(run).rejects.toThrow();
});
