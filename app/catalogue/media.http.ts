import { Hono } from 'hono';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { openVideos } from '../study/read-video.server.ts';

/** Ciphertext segments of published versions, immutable and cacheable by anyone; recorded sentences. */
export function mediaHandlers({ sql, blobs, masterKey }: House): Hono {
  const videos = openVideos(sql, masterKey);

  async function sendBlob(key: string, type: string, cache: string): Promise<Response> {
    const [size, body] = [await blobs.sizeOf(key), await blobs.open(key)];
    if (size === null || body === null) throw new Refusal('not_found');
    const headers = { 'Content-Type': type, 'Content-Length': String(size), 'Cache-Control': cache };
    return new Response(body, { headers });
  }

  const app = new Hono();
  app.get('/media/:video{[0-9a-f-]{36}}/:rendition{240p|360p|720p}/:file{\\d{1,5}\\.ts}', async (c) => {
    const { video, rendition, file } = c.req.param();
    if (!(await videos.published(video))) throw new Refusal('not_found');
    return sendBlob(
      `media/${video}/${rendition}/${file}`,
      'video/mp2t',
      'public, max-age=31536000, immutable',
    );
  });
  app.get('/sounds/:file{[a-z0-9-]{1,40}\\.mp3}', (c) =>
    sendBlob(`controls/sentences/${c.req.param('file')}`, 'audio/mpeg', 'public, max-age=86400'),
  );
  return app;
}
