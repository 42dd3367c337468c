import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { contentEvidenceHandlers } from './app/approval/evidence.http.ts';
import { authorHandlers } from './app/approval/author.http.ts';
import { uploadHandlers } from './app/approval/upload.http.ts';
import { versionMediaHandlers } from './app/approval/version-media.http.ts';
import { catalogueHandlers } from './app/catalogue/public/catalogue.http.ts';
import { mediaHandlers } from './app/catalogue/media.http.ts';
import { evidenceHandlers } from './app/study/evidence.http.ts';
import { guardOrigin } from './app/identity/guard-origin.http.ts';
import { identityHandlers } from './app/identity/identity.http.ts';
import { answerError, nameError } from './app/platform/answer-refusal.ts';
import { steadyHeaders } from './app/platform/content-policy.ts';
import { openHouse } from './app/platform/house.server.ts';
import { describeApi } from './app/platform/open-api.ts';
import { readHealth } from './app/platform/read-health.server.ts';
import { Refusal } from './app/platform/refusal.ts';
import { pageHandlers } from './app/platform/serve-pages.http.ts';
import { log } from './app/platform/watch/log.server.ts';
import { noteError } from './app/platform/watch/watch-requests.server.ts';
import { watchListener, watchRefusals, watchedOf } from './app/platform/watch/watch-requests.http.ts';
import { watchProcess } from './app/platform/watch/watch-process.server.ts';
import { challengeHandlers } from './app/presence/challenge/challenge.http.ts';
import { pictureHandlers } from './app/presence/review/pictures.http.ts';
import { presenceHandlers } from './app/presence/snapshot/snapshots.http.ts';
import { finalTestHandlers } from './app/study/final-test/final-test.http.ts';
import { studyHandlers } from './app/study/study.http.ts';

// The HTTP entry: health, then the hot path by plain handlers, then pages.
const house = openHouse('web');
const { env } = house;
const addresses = new WeakMap<Request, string>();
const addressOf = (request: Request) => addresses.get(request) ?? 'unknown';

const app = new Hono<{ Bindings: { incoming?: IncomingMessage } }>();
app.use('*', watchRefusals);
app.use('*', async (c, next) => {
  const told = env.behindNginx ? c.req.header('X-Real-IP') : undefined;
  addresses.set(c.req.raw, told ?? c.env.incoming?.socket.remoteAddress ?? 'unknown');
  await next();
  for (const [name, value] of Object.entries(steadyHeaders)) c.res.headers.set(name, value);
});
app.get('/healthz', async () => {
  const health = await readHealth(house.sql);
  return Response.json(health, { status: health.status === 'down' ? 503 : 200 });
});
app.get('/openapi.json', () => Response.json(describeApi()));
app.use('*', guardOrigin(env.secureCookies));
app.route('/', studyHandlers(house));
app.route('/', finalTestHandlers(house));
app.route('/', presenceHandlers(house));
app.route('/', challengeHandlers(house));
app.route('/', pictureHandlers(house));
app.route('/', identityHandlers(house, addressOf));
app.route('/', mediaHandlers(house));
app.route('/', uploadHandlers(house));
app.route('/', catalogueHandlers(house));
app.route('/', authorHandlers(house));
app.route('/', versionMediaHandlers(house));
app.route('/', evidenceHandlers(house));
app.route('/', contentEvidenceHandlers(house));
app.route('/', await pageHandlers(house, addressOf));
app.onError((error, c) => {
  const { code, passes } = nameError(error);
  if (!(error instanceof Refusal)) noteError(watchedOf(c.req.raw), error, code, passes);
  // A connection that the driver lost half-way times out for ever; a fresh pool does not.
  if (code === 'CONNECT_TIMEOUT') house.renew();
  return answerError(error);
});

const server = serve(
  {
    ...{ fetch: app.fetch, port: env.port, hostname: env.host },
    createServer: ((options: object, listener: RequestListener) =>
      createServer(options, watchListener(listener, env.behindNginx ?? false))) as typeof createServer,
  },
  ({ port }) => {
    console.log(`listening on http://${env.host}:${port}`);
    log.info({ port }, 'listening');
  },
);
await watchProcess(house, server);

let ending = false;
/** Lets requests in progress finish, then leaves. */
function end(): void {
  if (ending) return;
  ending = true;
  log.info('ending');
  server.close(() => void house.close().then(() => process.exit(0)));
  setTimeout(() => process.exit(0), 3_000).unref();
}
process.on('SIGINT', end);
process.on('SIGTERM', end);
