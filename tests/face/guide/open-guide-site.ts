import { createServer } from 'node:http';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { build } from 'vite';
import { contentPolicy } from '../../../app/platform/content-policy.ts';
import { faceModelPlugin } from '../../../media-pipeline/face-model/face-model-plugin.ts';
import { oldestBrowsers } from '../../../vite.config.ts';
import { dropOutdated } from '../clips/drop-outdated.ts';
import { fingerprint, testDataDir } from '../../harness/test-house.ts';

const sources = ['tests/face/guide', 'app/presence/guide', 'media-pipeline/face-model', 'package-lock.json'];

/** The face guide on a page of its own, built as the product's pages are and under their content policy. */
export type GuideSite = {
  url: string;
  /** Bytes that the server has sent so far. */ sentBytes: () => number;
  close(): Promise<void>;
};

export async function openGuideSite(): Promise<GuideSite> {
  const folder = await buildGuidePage();
  const app = new Hono();
  app.use('*', async (c, next) => {
    await next();
    // As in the product: pages carry it, files do not.
    if (c.res.headers.get('Content-Type')?.startsWith('text/html'))
      c.res.headers.set('Content-Security-Policy', contentPolicy('none'));
    else c.res.headers.set('Cache-Control', 'public, max-age=31536000, immutable');
  });
  app.use('*', serveStatic({ root: folder, precompressed: true }));
  const sockets = new Set<Socket>();
  const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
  server.on('connection', (socket) => sockets.add(socket));
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The page has no address.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    sentBytes: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Builds it unless it was built from the sources as they are. */
async function buildGuidePage(): Promise<string> {
  const folder = join(testDataDir, 'guide-page', fingerprint(sources));
  if (existsSync(folder)) return folder;
  dropOutdated(folder);
  const draft = `${folder}-${process.pid}`;
  await build({
    configFile: false,
    root: 'tests/face/guide',
    logLevel: 'error',
    plugins: [faceModelPlugin()],
    build: { outDir: draft, emptyOutDir: true, target: oldestBrowsers, assetsInlineLimit: 0 },
  });
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
  return folder;
}
