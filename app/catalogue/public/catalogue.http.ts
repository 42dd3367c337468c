import { Hono } from 'hono';
import { readClock } from '../../platform/clock.server.ts';
import type { House } from '../../platform/house.server.ts';
import { readCatalogue } from './read-catalogue.server.ts';

/** The catalogue for programs: open to everybody, the same for everybody. */
export function catalogueHandlers({ sql }: Pick<House, 'sql'>): Hono {
  const app = new Hono();
  app.get('/catalogue.json', async () =>
    Response.json(await readCatalogue(sql, readClock()), {
      headers: { 'Cache-Control': 'public, max-age=60' },
    }),
  );
  return app;
}
