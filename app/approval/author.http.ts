import { Hono } from 'hono';
import { z } from 'zod';
import { requirePerson, requireRole } from '../identity/guards.server.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readProgress } from './read-version.server.ts';

/** What the pages of authors ask beside themselves: how far a version is (every two seconds), and drawings to choose. */
export function authorHandlers(house: House): Hono {
  const app = new Hono();
  app.get('/versions/:version/progress', async (c) => {
    const author = requireRole(await sessionFromRequest(house, c.req.raw), 'author');
    const id = z.uuid().safeParse(c.req.param('version'));
    if (!id.success) throw new Refusal('not_found');
    const progress = await readProgress(house.sql, author, id.data);
    return Response.json(progress, { headers: { 'Cache-Control': 'private, no-store' } });
  });
  // By their names drawings are for who makes and approves questions: a learner is shown them by random ids (C03).
  app.get('/drawings/:drawing', async (c) => {
    const { role } = requirePerson(await sessionFromRequest(house, c.req.raw));
    if (role !== 'author' && role !== 'reviewer') throw new Refusal('forbidden');
    const name = z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .safeParse(c.req.param('drawing'));
    const png = name.success
      ? await house.blobs.get(`controls/pictures/${name.data}.png`).catch(() => null)
      : null;
    if (!png) throw new Refusal('not_found');
    const headers = { 'Content-Type': 'image/png', 'Cache-Control': 'private, max-age=3600' };
    return new Response(new Uint8Array(png), { headers });
  });
  return app;
}
