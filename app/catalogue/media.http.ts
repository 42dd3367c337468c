import { Hono, type Context } from 'hono';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { openVideos } from '../study/read-video.server.ts';
import { readRange } from './read-range.ts';

/** What everybody may keep for ever: ciphertext that never changes under its address. */
const forEver = 'public, max-age=31536000, immutable';

/**
 * Ciphertext segments of published versions, whole or in part, immutable and cacheable by anyone; recorded sentences.
 * Behind nginx this process only says that a segment is published, and nginx sends the file.
 */
export function mediaHandlers({ sql, blobs, masterKey, env }: House): Hono {
  const videos = openVideos(sql, masterKey);

  /** A segment as the range of the request asks for it (RFC 9110); to HEAD all of its headers. */
  async function sendSegment(c: Context, path: string): Promise<Response> {
    const key = `media/${path}`;
    const size = await blobs.sizeOf(key);
    if (size === null) throw new Refusal('not_found');
    const headers: Record<string, string> = { 'Content-Type': 'video/mp2t', 'Cache-Control': forEver };
    if (env.behindNginx)
      return new Response(null, { headers: { ...headers, 'X-Accel-Redirect': `/_segments/${path}` } });
    const isHead = c.req.method === 'HEAD';
    const range = isHead ? 'whole' : readRange(c.req.header('Range') ?? null, size);
    if (range === 'beyond')
      return new Response(null, {
        status: 416,
        headers: { 'Content-Range': `bytes */${size}`, 'Cache-Control': 'no-store' },
      });
    const part = range === 'whole' ? undefined : range;
    headers['Content-Length'] = String(part ? part.last - part.first + 1 : size);
    if (part) headers['Content-Range'] = `bytes ${part.first}-${part.last}/${size}`;
    else headers['Accept-Ranges'] = 'bytes';
    if (isHead) return new Response(null, { headers });
    const body = await blobs.open(key, part);
    if (!body) throw new Refusal('not_found');
    return new Response(body, { status: part ? 206 : 200, headers });
  }

  const app = new Hono();
  app.get('/media/:video{[0-9a-f-]{36}}/:rendition{240p|360p|720p}/:file{\\d{1,5}\\.ts}', async (c) => {
    const { video, rendition, file } = c.req.param();
    if (!(await videos.published(video))) throw new Refusal('not_found');
    return sendSegment(c, `${video}/${rendition}/${file}`);
  });
  app.get('/sounds/:file{[a-z0-9-]{1,40}\\.mp3}', async (c) => {
    const key = `controls/sentences/${c.req.param('file')}`;
    const [size, body] = [await blobs.sizeOf(key), await blobs.open(key)];
    if (size === null || body === null) throw new Refusal('not_found');
    const headers = { 'Content-Type': 'audio/mpeg', 'Cache-Control': 'public, max-age=86400' };
    return new Response(body, { headers: { ...headers, 'Content-Length': String(size) } });
  });
  return app;
}
