import type { IncomingMessage, RequestListener } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import { refusalOf } from '../answer-refusal.ts';
import { beginRequest, endRequest, noteRefused, type Watched } from './watch-requests.server.ts';

/** What nginx calls a request whose sender left before the answer. */
const leftStatus = 499;

/** Who stands behind a request while it is answered: Node's own, and the one that handlers see. */
const watched = new WeakMap<IncomingMessage | Request, Watched>();

/** The watch over a request that came through `watchListener`. */
export function watchedOf(request: IncomingMessage | Request): Watched {
  const found = watched.get(request);
  if (!found) throw new Error('the request is not watched');
  return found;
}

/**
 * Before everything else: gives every request an id (nginx's own where nginx stands before us), says it in the answer, and
 * counts kind, status and latency, whoever answers it.
 */
export function watchListener(next: RequestListener, behindNginx: boolean): RequestListener {
  return (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const told = behindNginx ? String(request.headers['x-request-id']) : undefined;
    const one = beginRequest(method, url.split('?', 1)[0] ?? '/', told);
    watched.set(request, one);
    response.setHeader('X-Request-Id', one.id);
    response.once('close', () =>
      endRequest(one, response.writableFinished ? response.statusCode : leftStatus),
    );
    void next(request, response);
  };
}

/** Among the handlers: lets them find the watch, and counts what they refuse. */
export const watchRefusals: MiddlewareHandler<{ Bindings: { incoming?: IncomingMessage } }> = async (
  c,
  next,
) => {
  const one = c.env.incoming && watched.get(c.env.incoming);
  if (one) watched.set(c.req.raw, one);
  await next();
  const refused = refusalOf(c.res);
  if (one && refused) noteRefused(one, refused);
};
