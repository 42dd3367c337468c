import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { readRange } from '../catalogue/read-range.ts';
import { writeMasterPlaylist } from '../catalogue/write-playlist.ts';
import { requirePerson } from '../identity/guards.server.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { giveManifest } from './manifest.server.ts';
import { giveWatchedKey, giveWatchedPlaylist } from './give-watched.server.ts';
import { findFile, readWatched, type Watched } from './read-watched.server.ts';
import { slowDown } from './slow-line.server.ts';

/** What is not a segment, by its name in the manifest. */
const companionTypes = {
  'subtitles.vtt': 'text/vtt; charset=utf-8',
  'transcript.txt': 'text/plain; charset=utf-8',
  'poster.jpg': 'image/jpeg',
  'storyboard.jpg': 'image/jpeg',
} as const;

/** As slow as the slowest line, as fast as makes no difference, kbit/s. */
const kbpsParam = z.coerce.number().pipe(z.int().min(50).max(20_000));
const groupParam = z.coerce.number().pipe(z.int().min(0).max(100_000));

/** A version in anybody's browser: kept by no cache, and nothing runs in it (H06). */
const headersOf = (type: string) => ({
  'Content-Type': type,
  'Cache-Control': 'private, no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  Vary: 'Cookie',
});

/**
 * A version before, while and after it is published, for its reviewers, its own authors and inspectors and for nobody
 * else (H10). The bytes are those of the manifest; `?kbps=` sends segments as slowly as a poor line would.
 */
export function versionMediaHandlers(house: House): Hono {
  const { blobs } = house;
  const watchedOf = async (c: Context): Promise<Watched> => {
    const watcher = requirePerson(await sessionFromRequest(house, c.req.raw));
    return readWatched(house, c.req.param('version') ?? '', watcher);
  };
  const kbpsOf = (c: Context): number | null => {
    const given = c.req.query('kbps');
    const parsed = kbpsParam.safeParse(given);
    if (given !== undefined && !parsed.success) throw new Refusal('not_found');
    return parsed.data ?? null;
  };
  const queryOf = (c: Context) => {
    const kbps = kbpsOf(c);
    return kbps === null ? '' : `?kbps=${kbps}`;
  };
  const hls = (body: string) => new Response(body, { headers: headersOf('application/vnd.apple.mpegurl') });

  async function send(c: Context, path: string, type: string): Promise<Response> {
    const { id } = await watchedOf(c);
    const kbps = kbpsOf(c);
    const { key, size, sha256 } = await findFile(house, id, path);
    const range = readRange(c.req.header('Range') ?? null, size);
    const headers: Record<string, string> = { ...headersOf(type), 'Accept-Ranges': 'bytes' };
    if (range === 'beyond')
      return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } });
    const part = range === 'whole' ? null : range;
    headers['Content-Length'] = String(part ? part.last - part.first + 1 : size);
    if (part) headers['Content-Range'] = `bytes ${part.first}-${part.last}/${size}`;
    headers['Repr-Digest'] = `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
    const body = await blobs.open(key, part ?? undefined);
    if (!body) throw new Refusal('not_found');
    return new Response(kbps === null ? body : slowDown(body, kbps), { status: part ? 206 : 200, headers });
  }

  const app = new Hono();
  app.get('/versions/:version/master.m3u8', async (c) => {
    const { renditions } = await watchedOf(c);
    return hls(writeMasterPlaylist(renditions, queryOf(c)));
  });
  app.get('/versions/:version/:rendition{\\d+p\\.m3u8}', async (c) => {
    const video = await watchedOf(c);
    return hls(giveWatchedPlaylist(video, c.req.param('rendition').replace('.m3u8', ''), queryOf(c)));
  });
  app.get('/versions/:version/keys/:group', async (c) => {
    const video = await watchedOf(c);
    const group = groupParam.safeParse(c.req.param('group'));
    if (!group.success) throw new Refusal('not_found');
    const key = giveWatchedKey(video, group.data);
    return new Response(new Uint8Array(key), { headers: headersOf('application/octet-stream') });
  });
  app.get('/versions/:version/:rendition{240p|360p|720p}/:file{\\d{1,5}\\.ts}', (c) =>
    send(c, `${c.req.param('rendition')}/${c.req.param('file')}`, 'video/mp2t'),
  );
  app.get('/versions/:version/manifest.txt', async (c) => {
    const { id } = await watchedOf(c);
    const headers = {
      ...headersOf('text/plain; charset=utf-8'),
      'Content-Disposition': `attachment; filename="${id}.sha256"`,
    };
    return new Response(await giveManifest(house, id), { headers });
  });
  app.get('/versions/:version/questions/:file{[0-9a-f-]{36}\\.mp3}', (c) =>
    send(c, `questions/${c.req.param('file')}`, 'audio/mpeg'),
  );
  app.get('/versions/:version/:file{subtitles\\.vtt|transcript\\.txt|poster\\.jpg|storyboard\\.jpg}', (c) => {
    const file = c.req.param('file') as keyof typeof companionTypes;
    return send(c, file, companionTypes[file]);
  });
  return app;
}
