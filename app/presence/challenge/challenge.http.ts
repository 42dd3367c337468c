import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { requireRole } from '../../identity/guards.server.ts';
import { sessionFromRequest } from '../../identity/session.server.ts';
import { readClock } from '../../platform/clock.server.ts';
import type { House } from '../../platform/house.server.ts';
import { readBytes, readJson } from '../../platform/read-body.ts';
import { Refusal, type RefusalCode } from '../../platform/refusal.ts';
import { askChallenge } from './ask-challenge.server.ts';
import { frameBytesMax } from './check-frame.server.ts';
import { askChallengeWire, nothingWire, sayHelperWire, showStepWire } from './face.wire.ts';
import { finishChallenge } from './finish-challenge.server.ts';
import { giveMoreTime } from './give-more-time.server.ts';
import { readChallenge } from './read-challenge.server.ts';
import { sayHelper } from '../snapshot/say-helper.server.ts';
import { showStep } from './show-step.server.ts';
import { storeFrame } from './store-frame.server.ts';

const seqParam = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number);

/** A path parameter of the given shape, or the refusal that a wrong one deserves. */
function param<T extends z.ZodType>(c: Context, name: string, shape: T, wrong: RefusalCode): z.infer<T> {
  const parsed = shape.safeParse(c.req.param(name));
  if (!parsed.success) throw new Refusal(wrong);
  return parsed.data;
}

const json = (body: object, status = 200) =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });

/** The way of a live check (P007): a challenge, its actions one by one, its frames as they are taken, its verdict. */
export function challengeHandlers(house: House): Hono {
  const sitterOf = async (c: Context) => {
    const session = requireRole(await sessionFromRequest(house, c.req.raw), 'learner');
    return { learnerId: session.personId, sessionHash: session.tokenHash };
  };
  const targetOf = async (c: Context) => ({
    ...(await sitterOf(c)),
    challengeId: param(c, 'challenge', z.uuid(), 'challenge_gone'),
  });
  const app = new Hono();
  app.post('/presence/challenges', async (c) => {
    const sitter = await sitterOf(c);
    const request = await readJson(c.req.raw, askChallengeWire);
    return json(await askChallenge(house, sitter, request, readClock()), 201);
  });
  app.get('/presence/challenges/:challenge', async (c) => {
    const { learnerId, challengeId } = await targetOf(c);
    return json(await readChallenge(house.sql, learnerId, challengeId, readClock()));
  });
  app.post('/presence/challenges/:challenge/steps', async (c) => {
    const target = await targetOf(c);
    const { step } = await readJson(c.req.raw, showStepWire);
    return json(await showStep(house, { ...target, step }, readClock()));
  });
  app.post('/presence/challenges/:challenge/frames/:seq', async (c) => {
    const target = await targetOf(c);
    const seq = param(c, 'seq', seqParam, 'frame_wrong');
    const bytes = await readBytes(c.req.raw, frameBytesMax, 'picture_too_large');
    const code = c.req.header('X-Frame-Code') ?? '';
    return json(await storeFrame(house, { ...target, seq, code, bytes }, readClock()), 201);
  });
  app.post('/presence/challenges/:challenge/more-time', async (c) => {
    const { challengeId, ...sitter } = await targetOf(c);
    await readJson(c.req.raw, nothingWire);
    return json(await giveMoreTime(house, sitter, challengeId, readClock()));
  });
  app.post('/presence/challenges/:challenge/finish', async (c) => {
    const { challengeId, ...sitter } = await targetOf(c);
    await readJson(c.req.raw, nothingWire);
    return json(await finishChallenge(house, sitter, challengeId, readClock()), 202);
  });
  app.post('/presence/helper', async (c) => {
    const { learnerId } = await sitterOf(c);
    const { fence } = await readJson(c.req.raw, sayHelperWire);
    return json(await sayHelper(house, learnerId, fence, readClock()));
  });
  return app;
}
