import { Hono } from 'hono';
import { z } from 'zod';
import { requireRole } from '../../identity/guards.server.ts';
import { sessionFromRequest } from '../../identity/session.server.ts';
import type { House } from '../../platform/house.server.ts';
import { readBytes } from '../../platform/read-body.ts';
import { Refusal } from '../../platform/refusal.ts';
import { pictureBytesMax } from './check-picture.server.ts';
import { storeSnapshot } from './store-snapshot.server.ts';

const target = z.object({ demandId: z.uuid(), fence: z.coerce.number().pipe(z.int().min(1)) });

/** The way of a photograph: raw bytes of one picture for one demand. */
export function presenceHandlers(house: House): Hono {
  const app = new Hono();
  app.post('/study/snapshots/:demand', async (c) => {
    const { personId: learnerId } = requireRole(await sessionFromRequest(house, c.req.raw), 'learner');
    const parsed = target.safeParse({ demandId: c.req.param('demand'), fence: c.req.query('fence') });
    if (!parsed.success) throw new Refusal('bad_shape', { field: 'fence' });
    const bytes = await readBytes(c.req.raw, pictureBytesMax, 'picture_too_large');
    const stored = await storeSnapshot(house, { learnerId, ...parsed.data, bytes });
    return Response.json(stored, { status: 201, headers: { 'Cache-Control': 'no-store' } });
  });
  return app;
}
