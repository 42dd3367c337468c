import { Hono } from 'hono';
import { z } from 'zod';
import { requirePerson } from '../../identity/guards.server.ts';
import { sessionFromRequest } from '../../identity/session.server.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { pictureKinds } from '../face-state.ts';
import { givePicture } from './give-picture.server.ts';
import { readViewReason } from './view-reason.server.ts';

const address = z.object({
  kind: z.enum(pictureKinds),
  learnerId: z.uuid(),
  id: z.string().regex(/^[0-9a-f-]{1,40}$/),
});

/** F04: whole or not at all, never a part, kept by no cache, and nothing runs in it. */
const headers = {
  'Content-Type': 'image/jpeg',
  'Content-Disposition': 'inline; filename="picture.jpg"',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cache-Control': 'private, no-store',
  'Accept-Ranges': 'none',
  Vary: 'Cookie',
};

/** The one way by which a stored face leaves the server. */
export function pictureHandlers(house: House): Hono {
  const app = new Hono();
  app.get('/pictures/:kind/:learner/:id', async (c) => {
    const viewer = requirePerson(await sessionFromRequest(house, c.req.raw));
    const { kind, learner: learnerId, id } = c.req.param();
    const asked = address.safeParse({ kind, learnerId, id });
    if (!asked.success) throw new Refusal('not_found');
    const nowMs = Date.now();
    const reason = readViewReason(house, viewer, c.req.header('Cookie') ?? null, nowMs);
    const jpeg = await givePicture(house, viewer, { ...asked.data, reason }, nowMs);
    return new Response(new Uint8Array(jpeg), { headers });
  });
  return app;
}
