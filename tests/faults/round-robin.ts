import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that hands requests to several web processes in turn. */
export type RoundRobin = {
  url: string;
  /** Requests that each of them answered. */
  answered: number[];
  close(): Promise<void>;
};

/**
 * Opens one on 127.0.0.1 before these ports. As nginx does by itself, it goes on to the next when one cannot be reached,
 * and answers 502 when one dies with a request in its hands: whether that was done nobody knows.
 */
export async function openRoundRobin(ports: number[]): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true });
  const answered = ports.map(() => 0);
  let turn = 0;
  const hand = (incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, left: number) => {
    const index = turn++ % ports.length;
    const { method, url: path, headers } = incoming;
    const target = { host: '127.0.0.1', port: ports[index], method, path, headers, agent };
    const onward = request(target, (answer) => {
      answered[index] = (answered[index] ?? 0) + 1;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (outgoing.headersSent) return void outgoing.destroy();
      if (error.code === 'ECONNREFUSED' && left > 1) return hand(incoming, body, outgoing, left - 1);
      outgoing.writeHead(502).end();
    });
    onward.end(body);
  };
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => hand(incoming, Buffer.concat(parts), outgoing, ports.length));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
