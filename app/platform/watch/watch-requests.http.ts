import type { IncomingMessage, RequestListener } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import { refusalOf } from '../answer-refusal.ts';
import { beginRequest, endRequest, noteRefused, type Watched } from './watch-requests.server.ts';

/** What nginx calls a request whose sender left before the answer. */
const leftStatus = 499;
/** The header that says which request an answer is to. */
export const requestIdHeader = 'X-Request-Id';

/** What a request carries while it is answered: Node's own, and the one that handlers see. */
const carried = Symbol('watched');
type Carrier = (IncomingMessage | Request) & { [carried]?: Watched };

/** The watch over a request that came through `watchListener`. */
export function watchedOf(request: Carrier): Watched {
  const found = request[carried];
  if (!found) throw new Error('the request is not watched');
  return found;
}

/**
 * Before everything else: gives every request an id (nginx's own where nginx stands before us), and counts kind, status
 * and latency, whoever answers it. Whoever answers says the id.
 */
export function watchListener(next: RequestListener, behindNginx: boolean): RequestListener {
  return (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const told = behindNginx ? String(request.headers['x-request-id']) : undefined;
    const one = beginRequest(method, url.split('?', 1)[0] ?? '/', told);
    (request as Carrier)[carried] = one;
    let isOver = false;
    const end = () => {
      if (!isOver) endRequest(one, response.writableFinished ? response.statusCode : leftStatus);
      isOver = true;
    };
    response.once('close', end);
    // One that came behind others on its connection hears nothing when that goes: it would be counted never.
    if (response.socket === null) request.socket.setMaxListeners(0).once('close', end);
    void next(request, response);
  };
}

/** Before the framework: says the id of the request in the answer. */
export function sayRequestId(next: RequestListener): RequestListener {
  return (request, response) => {
    response.setHeader(requestIdHeader, watchedOf(request).id);
    void next(request, response);
  };
}

/** Among the handlers: lets them find the watch, and counts what they refuse. */
export const watchRefusals: MiddlewareHandler<{ Bindings: { incoming?: IncomingMessage } }> = async (
  c,
  next,
) => {
  const one = (c.env.incoming as Carrier | undefined)?.[carried];
  if (one) (c.req.raw as Carrier)[carried] = one;
  await next();
  const refused = refusalOf(c.res);
  if (one && refused) noteRefused(one, refused);
};
