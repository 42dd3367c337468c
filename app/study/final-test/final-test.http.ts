import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { requireRole } from '../../identity/guards.server.ts';
import { sessionFromRequest } from '../../identity/session.server.ts';
import { readClock } from '../../platform/clock.server.ts';
import type { House } from '../../platform/house.server.ts';
import { readBytes, readJson } from '../../platform/read-body.ts';
import { Refusal } from '../../platform/refusal.ts';
import { pictureBytesMax } from '../../presence/snapshot/check-picture.server.ts';
import { openBeatLimit } from '../limit-beats.ts';
import { answerTest, lookAtTest, submitTest } from './answer-test.server.ts';
import { answerTestWire, holdTestWire, openTestWire } from './final-test.wire.ts';
import { giveTestSound } from './give-test-sound.server.ts';
import { openTest } from './open-test.server.ts';
import { storeTestPhoto } from './store-test-photo.server.ts';

const target = z.object({
  paperId: z.uuid(),
  demandId: z.uuid(),
  fence: z.coerce.number().pipe(z.int().min(1)),
});

const sound = z.object({ paperId: z.uuid(), place: z.coerce.number().pipe(z.int().min(1).max(200)) });

const json = (body: object, status = 200) =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });

/** The way of a final test: its paper, its answers one by one, its photograph, its end; for the learner herself. */
export function finalTestHandlers(house: House): Hono {
  const { sql } = house;
  const sitterOf = async (c: Context) => {
    const session = requireRole(await sessionFromRequest(house, c.req.raw), 'learner');
    return { learnerId: session.personId, sessionHash: session.tokenHash };
  };
  const mayAsk = openBeatLimit();
  /** A flood is cut off, far above any honest window. */
  const limit = (learnerId: string) => {
    if (!mayAsk(learnerId, readClock().monoMs)) throw new Refusal('too_fast', { retryAfterS: 1 });
  };
  const holderOf = async (c: Context) => {
    const { learnerId } = await sitterOf(c);
    limit(learnerId);
    return learnerId;
  };
  const app = new Hono();
  app.post('/study/tests', async (c) => {
    const sitter = await sitterOf(c);
    limit(sitter.learnerId);
    return json(await openTest(sql, sitter, await readJson(c.req.raw, openTestWire)), 201);
  });
  app.post('/study/tests/answers', async (c) => {
    const learnerId = await holderOf(c);
    return json(await answerTest(sql, learnerId, await readJson(c.req.raw, answerTestWire)));
  });
  app.post('/study/tests/looks', async (c) => {
    const learnerId = await holderOf(c);
    return json(await lookAtTest(sql, learnerId, await readJson(c.req.raw, holdTestWire)));
  });
  app.post('/study/tests/submit', async (c) => {
    const learnerId = await holderOf(c);
    return json(await submitTest(sql, learnerId, await readJson(c.req.raw, holdTestWire)));
  });
  app.post('/study/tests/:paper/photographs/:demand', async (c) => {
    const { learnerId } = await sitterOf(c);
    const parsed = target.safeParse({
      ...{ paperId: c.req.param('paper'), demandId: c.req.param('demand'), fence: c.req.query('fence') },
    });
    if (!parsed.success) throw new Refusal('bad_shape', { field: 'fence' });
    const bytes = await readBytes(c.req.raw, pictureBytesMax, 'picture_too_large');
    return json(await storeTestPhoto(house, { learnerId, ...parsed.data, bytes }), 201);
  });
  app.get('/study/tests/:paper/sounds/:place', async (c) => {
    const { learnerId } = await sitterOf(c);
    const parsed = sound.safeParse({ paperId: c.req.param('paper'), place: c.req.param('place') });
    if (!parsed.success) throw new Refusal('not_found');
    const mp3 = await giveTestSound(sql, house.blobs, learnerId, parsed.data);
    return new Response(new Uint8Array(mp3), {
      headers: { 'Content-Type': 'audio/mpeg', 'Cache-Control': 'private, no-store' },
    });
  });
  return app;
}
