import { Hono } from 'hono';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';

/** Recorded sentences of the player, for everybody. */
export function soundHandlers({ blobs }: Pick<House, 'blobs'>): Hono {
  const app = new Hono();
  app.get('/sounds/:file{[a-z0-9-]{1,40}\\.mp3}', async (c) => {
    const key = `controls/sentences/${c.req.param('file')}`;
    const [size, body] = [await blobs.sizeOf(key), await blobs.open(key)];
    if (size === null || body === null) throw new Refusal('not_found');
    const headers = { 'Content-Type': 'audio/mpeg', 'Cache-Control': 'public, max-age=86400' };
    return new Response(body, { headers: { ...headers, 'Content-Length': String(size) } });
  });
  return app;
}
