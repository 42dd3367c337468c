import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { registry } from './metrics.server.ts';

/** `METRICS_PORT`: where Prometheus asks, on loopback only; null: nowhere. Errors: a sentence naming the setting. */
export function readMetricsPort(from: Record<string, string | undefined>): number | null {
  const given = from['METRICS_PORT'];
  if (!given) return null;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error('METRICS_PORT must be a port number.');
  return port;
}

/**
 * Answers `GET /metrics` on 127.0.0.1, a port of its own: nothing that reaches the product reaches the figures.
 * `tell` gives the text; a failure of it is a 503.
 */
export async function serveMetrics(
  port: number,
  tell: () => Promise<string>,
): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    tell().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
