import { gzipSync } from 'node:zlib';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { requireRole } from '../identity/guards.server.ts';
import { parseSessionCookie } from '../identity/session-cookie.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import { answerRefusal } from '../platform/answer-refusal.ts';
import type { House } from '../platform/house.server.ts';
import { jsonBytesMax, readBytes, readJson } from '../platform/read-body.ts';
import { Refusal } from '../platform/refusal.ts';
import { watchedOf } from '../platform/watch/watch-requests.http.ts';
import { beginWait, endWait } from '../platform/watch/watch-requests.server.ts';
import { answerControl, swapControl } from './answer-control.server.ts';
import { closeLease } from './close-lease.server.ts';
import { giveControlPicture, giveControlSound, giveControlWord } from './give-control.server.ts';
import { giveMasterPlaylist, giveMediaPlaylist } from './give-media.server.ts';
import { openLeaseGate } from './lease-gate.server.ts';
import { openLease } from './open-lease.server.ts';
import { readCredit } from './read-credit.server.ts';
import { readLiveLease } from './read-lease.server.ts';
import { openStudyDoors, type StudyDoors } from './study-doors.server.ts';
import { answerWire, closeLeaseWire, openLeaseWire, swapControlWire, type OpenLease } from './study.wire.ts';

const fenceParam = z.coerce.number().pipe(z.int().min(1));
const groupParam = z.coerce.number().pipe(z.int().min(0).max(100_000));
const noCaptions = Buffer.from('WEBVTT\n');
const uuidParam = z.uuid();
const choiceParam = z.string().regex(/^[0-9a-f-]{12,36}$/);

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
export function studyHandlers(house: House, doors: StudyDoors = openStudyDoors(house)): Hono {
  const { sql, blobs } = house;
  const { pools, videos, takeBeat, giveKey } = doors;
  const mayOpen = openLeaseGate();
  const learnerOf = async (c: Context) =>
    requireRole(await sessionFromRequest(house, c.req.raw), 'learner').personId;
  const holderOf = async (c: Context) => ({
    learnerId: await learnerOf(c),
    fence: param(c, 'fence', fenceParam),
  });
  // The playlist of a long lesson is 50 kB, and stands between the tap and the first frame.
  const hls = (c: Context, body: string) => {
    const headers = { 'Content-Type': 'application/vnd.apple.mpegurl', 'Cache-Control': 'no-store' };
    if (!c.req.header('Accept-Encoding')?.includes('gzip')) return new Response(body, { headers });
    const packed = new Uint8Array(gzipSync(body));
    return new Response(packed, {
      headers: { ...headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' },
    });
  };

  const app = new Hono();
  app.post('/study/leases', async (c) => {
    const token = parseSessionCookie(c.req.header('Cookie') ?? null, house.env.secureCookies);
    if (token === null) throw new Refusal('signed_out');
    let request: OpenLease | undefined;
    const ask = async () => {
      const learnerId = await learnerOf(c);
      request = await readJson(c.req.raw, openLeaseWire);
      return learnerId;
    };
    const open = async () => {
      // Again: her sign-in may have ended while she stood in the line (B08).
      const session = requireRole(await sessionFromRequest(house, c.req.raw), 'learner');
      const userAgent = c.req.header('User-Agent') ?? '';
      const opener = { learnerId: session.personId, sessionHash: session.tokenHash, userAgent };
      return openLease(sql, { pools, videos }, opener, request as OpenLease);
    };
    return json(JSON.stringify(await mayOpen(token, ask, open)), 201);
  });
  app.post('/study/beats', async (c) => {
    const watched = watchedOf(c.req.raw);
    const answer = await takeBeat({
      cookie: c.req.header('Cookie') ?? null,
      contentType: c.req.header('Content-Type') ?? null,
      body: async () => {
        const body = await readBytes(c.req.raw, jsonBytesMax, 'body_too_large');
        beginWait(watched);
        return body.toString('utf8');
      },
    }).finally(() => endWait(watched));
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
    hls(c, await giveMasterPlaylist(sql, videos, await holderOf(c))),
  );
  app.get('/study/leases/:fence/:rendition{\\d+p\\.m3u8}', async (c) => {
    const name = c.req.param('rendition').replace('.m3u8', '');
    return hls(c, await giveMediaPlaylist(sql, videos, await holderOf(c), name));
  });
  app.get('/study/leases/:fence/keys/:group', async (c) =>
    bytes(
      await giveKey(
        c.req.header('Cookie') ?? null,
        param(c, 'fence', fenceParam),
        param(c, 'group', groupParam),
      ),
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
    const target = { controlId: param(c, 'control', uuidParam), choiceId: param(c, 'choice', choiceParam) };
    return bytes(await giveControlPicture(sql, blobs, await learnerOf(c), target), 'image/png');
  });
  app.get('/study/credit', async (c) => json(JSON.stringify(await readCredit(house, await learnerOf(c)))));
  return app;
}
