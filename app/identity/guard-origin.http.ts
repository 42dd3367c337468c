import type { MiddlewareHandler } from 'hono';
import { checkOrigin } from './check-origin.ts';
import { answerRefusal } from '../platform/answer-refusal.ts';
import { Refusal } from '../platform/refusal.ts';

/** Why a request that another site could have made is refused, or null (H08). `header` knows names in lower case. */
export function refuseOrigin(
  method: string,
  header: (name: string) => string | undefined,
  secure: boolean,
): Refusal | null {
  const checked = checkOrigin({
    method,
    host: header('host') ?? null,
    origin: header('origin') ?? null,
    secFetchSite: header('sec-fetch-site') ?? null,
    hasCookie: header('cookie') !== undefined,
    secure,
  });
  return checked.ok ? null : new Refusal('cross_site');
}

/** Refuses every state-changing request that another site could have made: handlers and pages alike (H08). */
export function guardOrigin(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    const foreign = refuseOrigin(c.req.method, (name) => c.req.header(name), secure);
    if (foreign) return answerRefusal(foreign);
    await next();
  };
}
