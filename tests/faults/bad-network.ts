import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.ts';

/** What happens to whole requests; shares of all of them from 0 to 1. */
export type Weather = {
  /** Time on the way there, and again on the way back, ms: from, to. Those that differ overtake each other. */
  delayMs?: [number, number];
  /** Never arrives, and nothing says so: the connection stays open and silent. */
  lostBefore?: number;
  /** Arrives and is done; the answer never comes, and nothing says so. */
  lostAfter?: number;
  /** Arrives once more, up to three seconds later. */
  twice?: number;
  /** The connection is cut at once, before or after the request was done. */
  cut?: number;
};

export type BadNetwork = {
  url: string;
  weather: Weather;
  /** How often each of these came. */
  counts: Record<keyof Weather, number>;
  close(): Promise<void>;
};

/**
 * A network between learners and the server on this port. What is lost is silence: whoever waits finds out by her own
 * patience.
 */
export async function openBadNetwork(port: number, chance: Chance): Promise<BadNetwork> {
  const agent = new Agent({ keepAlive: true });
  const counts: BadNetwork['counts'] = { delayMs: 0, lostBefore: 0, lostAfter: 0, twice: 0, cut: 0 };
  const network: BadNetwork = { url: '', weather: {}, counts, close: async () => {} };
  const falls = (what: Exclude<keyof Weather, 'delayMs'>) => {
    const isSo = chance.next() < (network.weather[what] ?? 0);
    if (isSo) counts[what]++;
    return isSo;
  };
  const wait = async () => {
    const [from, to] = network.weather.delayMs ?? [0, 0];
    if (to > 0) counts.delayMs++;
    await sleep(chance.between(from, to));
  };
  /** Hands a request on; answers what came back. */
  const pass = (incoming: IncomingMessage, body: Buffer) =>
    new Promise<{ answer: IncomingMessage; bytes: Buffer } | null>((done) => {
      const { method, url: path, headers } = incoming;
      const onward = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => done({ answer, bytes: Buffer.concat(parts) }));
        answer.on('error', () => done(null));
      });
      onward.on('error', () => done(null));
      onward.end(body);
    });
  const carry = async (incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse) => {
    if (falls('lostBefore')) return;
    const isCut = falls('cut');
    if (isCut && chance.next() < 0.5) return void outgoing.destroy();
    await wait();
    if (falls('twice')) void sleep(chance.between(0, 3_000)).then(() => pass(incoming, body));
    const passed = await pass(incoming, body);
    if (falls('lostAfter')) return;
    await wait();
    if (passed === null || isCut) return void outgoing.destroy();
    outgoing.writeHead(passed.answer.statusCode ?? 502, passed.answer.headers).end(passed.bytes);
  };
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => void carry(incoming, Buffer.concat(parts), outgoing));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  network.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  network.close = async () => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return network;
}
