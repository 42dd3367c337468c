import { once } from 'node:events';
import { connect } from 'node:net';

/** A request that was begun and is never sent whole. `closedMs`: when the server cut it off; null: it has not. */
export type Stalled = { name: string; beganMs: number; closedMs: number | null; destroy(): void };

/** Sends headers and a part of a body, and comes back when the server has taken the headers. */
export async function stallRequest(
  base: string,
  path: string,
  cookie: string,
  type = 'application/json',
): Promise<Stalled> {
  const { host, port } = new URL(base);
  const socket = connect(Number(port), '127.0.0.1');
  const one: Stalled = {
    ...{ name: `${path} ${type}`, beganMs: performance.now(), closedMs: null },
    destroy: () => socket.destroy(),
  };
  socket.on('error', () => {});
  socket.once('close', () => (one.closedMs = performance.now()));
  socket.write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${base}\r\nCookie: ${cookie}\r\n\
Content-Type: ${type}\r\nContent-Length: 200\r\nExpect: 100-continue\r\n\r\n{`);
  const [said] = (await once(socket, 'data')) as [Buffer];
  if (!said.toString().startsWith('HTTP/1.1 100 ')) throw new Error(`${one.name}: ${said}`);
  return one;
}
