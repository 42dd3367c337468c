import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { requireRole } from '../identity/guards.server.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import { answerRefusal } from '../platform/answer-refusal.ts';
import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { readJson } from '../platform/read-body.ts';
import { Refusal } from '../platform/refusal.ts';
import { answerControl, swapControl } from './answer-control.server.ts';
import { openBeatQueue } from './beat-queue.server.ts';
import { closeLease } from './close-lease.server.ts';
import { openControlPools } from './control-pool.server.ts';
import { giveControlPicture, giveControlSound, giveControlWord } from './give-control.server.ts';
import { giveKey, giveMasterPlaylist, giveMediaPlaylist } from './give-media.server.ts';
import { openLeaseGate } from './lease-gate.server.ts';
import { openBeatLimit } from './limit-beats.ts';
import { openLease } from './open-lease.server.ts';
import { readCredit } from './read-credit.server.ts';
import { readLiveLease } from './read-lease.server.ts';
import { openVideos } from './read-video.server.ts';
import { recordBeats } from './record-beats.server.ts';
import { answerWire, beatWire, closeLeaseWire, openLeaseWire, swapControlWire } from './study.wire.ts';

const fenceParam = z.coerce.number().pipe(z.int().min(1));
const groupParam = z.coerce.number().pipe(z.int().min(0).max(100_000));
const noCaptions = Buffer.from('WEBVTT\n');
const uuidParam = z.uuid();

/** A path parameter of the given shape, or `not_found`. */
function param<T extends z.ZodType>(c: Context, name: string, shape: T): z.infer<T> {
  const parsed = shape.safeParse(c.req.param(name));
  if (!parsed.success) throw new Refusal('not_found');
  return parsed.data;
}

const json = (body: string, status = 200) =>
  new Response(body, {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  });
const bytes = (body: Buffer, type: string, cache = 'private, no-store') =>
  new Response(new Uint8Array(body), { headers: { 'Content-Type': type, 'Cache-Control': cache } });

/** The hot path: leases, beats, answers, playlists, keys and controls, for the signed-in learner and nobody else. */
export function studyHandlers(house: House): Hono {
  const { sql, blobs } = house;
  const pools = openControlPools(sql, blobs);
  const videos = openVideos(sql, house.masterKey);
  const queueBeat = openBeatQueue((beats) => recordBeats(sql, pools, beats));
  const mayBeat = openBeatLimit();
  const mayOpen = openLeaseGate();
  const learnerOf = async (c: Context) =>
    requireRole(await sessionFromRequest(house, c.req.raw), 'learner').personId;
  const holderOf = async (c: Context) => ({
    learnerId: await learnerOf(c),
    fence: param(c, 'fence', fenceParam),
  });
  const hls = (body: string) =>
    new Response(body, {
      headers: { 'Content-Type': 'application/vnd.apple.mpegurl', 'Cache-Control': 'no-store' },
    });

  const app = new Hono();
  app.post('/study/leases', (c) => {
    // Who brings no session takes nobody's place in the line.
    if (c.req.header('Cookie') === undefined) requireRole(null, 'learner');
    return mayOpen(async () => {
      const session = requireRole(await sessionFromRequest(house, c.req.raw), 'learner');
      const request = await readJson(c.req.raw, openLeaseWire);
      const userAgent = c.req.header('User-Agent') ?? '';
      const opener = { learnerId: session.personId, sessionHash: session.tokenHash, userAgent };
      return json(JSON.stringify(await openLease(sql, pools, opener, request)), 201);
    });
  });
  app.post('/study/beats', async (c) => {
    const learnerId = await learnerOf(c);
    if (!mayBeat(learnerId, readClock().monoMs)) throw new Refusal('too_fast', { retryAfterS: 1 });
    const answer = await queueBeat({ learnerId, beat: await readJson(c.req.raw, beatWire) });
    return answer instanceof Refusal ? answerRefusal(answer) : json(answer);
  });
  app.post('/study/answers', async (c) => {
    const learnerId = await learnerOf(c);
    const answer = await readJson(c.req.raw, answerWire);
    return json(JSON.stringify(await answerControl(sql, pools, learnerId, answer)));
  });
  app.post('/study/controls/swap', async (c) => {
    const learnerId = await learnerOf(c);
    const request = await readJson(c.req.raw, swapControlWire);
    return json(JSON.stringify(await swapControl(sql, pools, learnerId, request)));
  });
  app.post('/study/leases/close', async (c) => {
    const learnerId = await learnerOf(c);
    await closeLease(sql, learnerId, (await readJson(c.req.raw, closeLeaseWire)).fence);
    return new Response(null, { status: 204 });
  });
  app.get('/study/leases/:fence/master.m3u8', async (c) =>
    hls(await giveMasterPlaylist(sql, videos, await holderOf(c))),
  );
  app.get('/study/leases/:fence/:rendition{\\d+p\\.m3u8}', async (c) => {
    const name = c.req.param('rendition').replace('.m3u8', '');
    return hls(await giveMediaPlaylist(sql, videos, await holderOf(c), name));
  });
  app.get('/study/leases/:fence/keys/:group', async (c) =>
    bytes(
      await giveKey(sql, videos, await holderOf(c), param(c, 'group', groupParam)),
      'application/octet-stream',
    ),
  );
  app.get('/study/leases/:fence/:file{subtitles\\.vtt|poster\\.jpg}', async (c) => {
    const { learnerId, fence } = await holderOf(c);
    const { lease } = await readLiveLease(sql, learnerId, fence);
    const file = c.req.param('file');
    const type = file === 'poster.jpg' ? 'image/jpeg' : 'text/vtt; charset=utf-8';
    const key = `media/${lease.videoVersionId}/${file}`;
    // An uploaded video may have no captions.
    const isThere = await blobs.has(key);
    if (!isThere && file === 'poster.jpg') throw new Refusal('not_found');
    return bytes(isThere ? await blobs.get(key) : noCaptions, type, 'private, max-age=300');
  });
  app.get('/study/controls/:control/audio', async (c) =>
    bytes(
      await giveControlSound(sql, blobs, await learnerOf(c), param(c, 'control', uuidParam)),
      'audio/mpeg',
    ),
  );
  app.get('/study/controls/:control/word', async (c) =>
    json(JSON.stringify(await giveControlWord(sql, await learnerOf(c), param(c, 'control', uuidParam)))),
  );
  app.get('/study/controls/:control/pictures/:choice', async (c) => {
    const target = { controlId: param(c, 'control', uuidParam), choiceId: param(c, 'choice', uuidParam) };
    return bytes(await giveControlPicture(sql, blobs, await learnerOf(c), target), 'image/png');
  });
  app.get('/study/credit', async (c) => json(JSON.stringify(await readCredit(house, await learnerOf(c)))));
  return app;
}
