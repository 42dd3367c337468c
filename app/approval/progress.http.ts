import { Hono } from 'hono';
import { z } from 'zod';
import { requireRole } from '../identity/guards.server.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readProgress } from './read-version.server.ts';

/** How far the worker is with a version: small, because a page asks every two seconds. For authors of its institution. */
export function progressHandlers(house: House): Hono {
  const app = new Hono();
  app.get('/versions/:version/progress', async (c) => {
    const author = requireRole(await sessionFromRequest(house, c.req.raw), 'author');
    const id = z.uuid().safeParse(c.req.param('version'));
    if (!id.success) throw new Refusal('not_found');
    const progress = await readProgress(house.sql, author, id.data);
    return Response.json(progress, { headers: { 'Cache-Control': 'private, no-store' } });
  });
  return app;
}
