import type { MiddlewareHandler } from 'hono';
import { refusalOf } from '../answer-refusal.ts';
import { beginRequest, endRequest, noteRefused, type Watched } from './watch-requests.server.ts';

/** Who stands behind a request while it is answered. */
const watched = new WeakMap<Request, Watched>();

/** The watch over a request that came through `watchRequests`. */
export function watchedOf(request: Request): Watched {
  const found = watched.get(request);
  if (!found) throw new Error('the request is not watched');
  return found;
}

/**
 * Gives every request an id (nginx's own where nginx stands before us), says it in the answer, and counts how it went:
 * latency by kind, status, refusal by code.
 */
export function watchRequests(behindNginx: boolean): MiddlewareHandler {
  return async (c, next) => {
    const told = behindNginx ? c.req.header('X-Request-Id') : undefined;
    const one = beginRequest(c.req.method, c.req.path, told);
    watched.set(c.req.raw, one);
    try {
      await next();
    } finally {
      const refused = refusalOf(c.res);
      if (refused) noteRefused(one, refused);
      c.res.headers.set('X-Request-Id', one.id);
      endRequest(one, c.res.status);
    }
  };
}
