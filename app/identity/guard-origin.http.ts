import type { MiddlewareHandler } from 'hono';
import { checkOrigin } from './check-origin.ts';
import { answerRefusal } from '../platform/answer-refusal.ts';
import { Refusal } from '../platform/refusal.ts';

/** Refuses every state-changing request that another site could have made: handlers and pages alike (H08). */
export function guardOrigin(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    const header = (name: string) => c.req.header(name) ?? null;
    const checked = checkOrigin({
      method: c.req.method,
      host: header('Host'),
      origin: header('Origin'),
      secFetchSite: header('Sec-Fetch-Site'),
      hasCookie: header('Cookie') !== null,
      secure,
    });
    if (!checked.ok) return answerRefusal(new Refusal('cross_site'));
    await next();
  };
}
