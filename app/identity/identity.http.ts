import { Hono } from 'hono';
import type { House } from '../platform/house.server.ts';
import { readJson } from '../platform/read-body.ts';
import { Refusal } from '../platform/refusal.ts';
import { previousToken, setCookieHeader } from './session.server.ts';
import { signIn } from './sign-in.server.ts';
import { signInWire } from './sign-in.wire.ts';

/** Sign-in for programs: the same verb as the page, the token in the cookie only. */
export function identityHandlers(house: House, addressOf: (request: Request) => string): Hono {
  const app = new Hono();
  app.post('/session', async (c) => {
    const { phone, password, personId } = await readJson(c.req.raw, signInWire);
    const answer = await signIn(house.db, {
      phone,
      password,
      personId,
      address: addressOf(c.req.raw),
      userAgent: c.req.header('User-Agent') ?? '',
      previousToken: previousToken(house, c.req.raw),
      nowMs: Date.now(),
    });
    if (!answer.ok) {
      throw new Refusal(
        answer.code,
        'retryAfterS' in answer && answer.retryAfterS !== undefined
          ? { retryAfterS: answer.retryAfterS }
          : {},
      );
    }
    const { token, ...who } = answer;
    delete (who as { ok?: boolean }).ok;
    return Response.json(who, {
      headers: { 'Set-Cookie': setCookieHeader(house, token), 'Cache-Control': 'no-store' },
    });
  });
  return app;
}
