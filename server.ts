import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { contentEvidenceHandlers } from './app/approval/evidence.http.ts';
import { authorHandlers } from './app/approval/author.http.ts';
import { uploadHandlers } from './app/approval/upload.http.ts';
import { versionMediaHandlers } from './app/approval/version-media.http.ts';
import { catalogueHandlers } from './app/catalogue/public/catalogue.http.ts';
import { segmentsFirst } from './app/catalogue/segments-first.http.ts';
import { soundHandlers } from './app/catalogue/sounds.http.ts';
import { evidenceHandlers } from './app/study/evidence.http.ts';
import { guardOrigin } from './app/identity/guard-origin.http.ts';
import { identityHandlers } from './app/identity/identity.http.ts';
import { answerRefusal, nameError, refusalFor } from './app/platform/answer-refusal.ts';
import { steadyHeaders } from './app/platform/content-policy.ts';
import { openHouse } from './app/platform/house.server.ts';
import { limitBodies, requestLimits } from './app/platform/limit-bodies.http.ts';
import { describeApi } from './app/platform/open-api.ts';
import { readHealth } from './app/platform/read-health.server.ts';
import { Refusal } from './app/platform/refusal.ts';
import { pageHandlers } from './app/platform/serve-pages.http.ts';
import { log } from './app/platform/watch/log.server.ts';
import { noteError } from './app/platform/watch/watch-requests.server.ts';
import {
  sayRequestId,
  watchListener,
  watchRefusals,
  watchedOf,
} from './app/platform/watch/watch-requests.http.ts';
import { watchProcess } from './app/platform/watch/watch-process.server.ts';
import { challengeHandlers } from './app/presence/challenge/challenge.http.ts';
import { pictureHandlers } from './app/presence/review/pictures.http.ts';
import { presenceHandlers } from './app/presence/snapshot/snapshots.http.ts';
import { studyFirst } from './app/study/study-first.http.ts';
import { openStudyDoors } from './app/study/study-doors.server.ts';
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
const doors = openStudyDoors(house);
app.route('/', studyHandlers(house, doors));
app.route('/', finalTestHandlers(house));
app.route('/', presenceHandlers(house));
app.route('/', challengeHandlers(house));
app.route('/', pictureHandlers(house));
app.route('/', identityHandlers(house, addressOf));
app.route('/', soundHandlers(house));
app.route('/', uploadHandlers(house));
app.route('/', catalogueHandlers(house));
app.route('/', authorHandlers(house));
app.route('/', versionMediaHandlers(house));
app.route('/', evidenceHandlers(house));
app.route('/', contentEvidenceHandlers(house));
app.route('/', await pageHandlers(house, addressOf));
/** What a handler threw, as a refusal; tells the watch what no refusal foresees. */
function refuseThrown(error: unknown, request: IncomingMessage | Request): Refusal {
  const { code, passes } = nameError(error);
  if (!(error instanceof Refusal)) noteError(watchedOf(request), error, code, passes);
  // A connection that the driver lost half-way times out for ever; a fresh pool does not.
  if (code === 'CONNECT_TIMEOUT') house.renew();
  return refusalFor(error);
}
app.onError((error, c) => answerRefusal(refuseThrown(error, c.req.raw)));

const server = serve(
  {
    ...{ fetch: app.fetch, port: env.port, hostname: env.host },
    // Beats and keys go ahead of everything else, then segments.
    createServer: ((options: object, listener: RequestListener) => {
      const segments = segmentsFirst(house, refuseThrown, sayRequestId(listener));
      const first = studyFirst(doors, env.secureCookies, refuseThrown, segments);
      const all = watchListener(limitBodies(first), env.behindNginx ?? false);
      return createServer({ ...options, ...requestLimits }, all);
    }) as typeof createServer,
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
