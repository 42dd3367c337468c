import type { IncomingMessage, RequestListener } from 'node:http';
import { isJson } from './read-body.ts';

/** A JSON body is a packet or two; a browser of ours has given up before, ms. */
const jsonBodyMs = 15_000;

/** How long the server waits for headers and for whole requests, ms: a piece of a video takes minutes on a bad line. */
export const requestLimits = {
  headersTimeout: 15_000,
  requestTimeout: 15 * 60_000,
  connectionsCheckingInterval: 5_000,
};

/**
 * Before everything else: cuts off whoever does not send the JSON that was announced. Nearly every body is here with its
 * headers; the others are looked at once a second, so that no request has a timer of its own.
 */
export function limitBodies(next: RequestListener): RequestListener {
  const open = new Map<IncomingMessage, number>();
  setInterval(() => {
    const nowMs = performance.now();
    for (const [request, untilMs] of open) {
      if (!request.complete && nowMs > untilMs) request.destroy();
      if (request.complete || request.destroyed) open.delete(request);
    }
  }, 1_000).unref();
  const look = (request: IncomingMessage) =>
    void (request.complete || open.set(request, performance.now() + jsonBodyMs));
  return (request, response) => {
    if (isJson(request.headers['content-type'])) process.nextTick(look, request);
    void next(request, response);
  };
}
