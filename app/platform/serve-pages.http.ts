import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomBytes } from 'node:crypto';
import { serveStatic } from '@hono/node-server/serve-static';
import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime';
import { Hono } from 'hono';
import { sessionFromRequest } from '../identity/session.server.ts';
import { contentPolicy } from './content-policy.ts';
import { nameError } from './answer-refusal.ts';
import type { House } from './house.server.ts';
import { noteError } from './watch/watch-requests.server.ts';
import { watchedOf } from './watch/watch-requests.http.ts';

/** The pages, as `npm run build` left them, and their hashed files. */
export async function pageHandlers(house: House, addressOf: (request: Request) => string): Promise<Hono> {
  const entry = resolve('build/server/index.js');
  if (!existsSync(entry)) throw new Error('The pages are not built. Run: npm run build');
  const build = (await import(pathToFileURL(entry).href)) as ServerBuild;
  const handle = createRequestHandler(build, 'production');
  const app = new Hono();
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('Cache-Control', 'public, max-age=31536000, immutable');
  });
  app.use('*', serveStatic({ root: 'build/client', precompressed: true }));
  app.all('*', async (c) => {
    const request = c.req.raw;
    const cspNonce = randomBytes(16).toString('base64');
    const address = addressOf(request);
    // A database that is away must not look like a sign-out: the page says that it is busy.
    const who = await sessionFromRequest(house, request).then(
      (session) => ({ session, databaseAway: false }),
      () => ({ session: null, databaseAway: true }),
    );
    const watched = watchedOf(request);
    const tellError = (error: unknown) => {
      const { code, passes } = nameError(error);
      noteError(watched, error, code, passes);
    };
    const response = await handle(request, { house, ...who, cspNonce, address, tellError });
    const headers = new Headers(response.headers);
    headers.set('Content-Security-Policy', contentPolicy(cspNonce));
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  });
  return app;
}
