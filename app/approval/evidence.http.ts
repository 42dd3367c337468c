import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import { exportContent } from '../evidence/export-content.server.ts';
import { requirePerson } from '../identity/guards.server.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { isOwn } from './version-life.ts';

/**
 * The evidence of one video version as a file: for reviewers, inspectors, auditors, and the authors of the institution that brought
 * it (P011). To other authors there is no such version.
 */
export function contentEvidenceHandlers(house: House): Hono {
  const app = new Hono();
  app.get('/versions/:version/evidence.jsonl', async (c) => {
    const session = requirePerson(await sessionFromRequest(house, c.req.raw));
    const { role, personId, institutionId } = session;
    if (!['reviewer', 'inspector', 'auditor', 'author'].includes(role)) throw new Refusal('forbidden');
    const id = z.uuid().safeParse(c.req.param('version')).data?.toLowerCase();
    if (id === undefined) throw new Refusal('not_found');
    const [version] = await house.sql<{ institutionId: string | null; uploadedBy: string | null }[]>`
      select institution_id as "institutionId", uploaded_by as "uploadedBy" from video_version where id = ${id}`;
    if (!version || (role === 'author' && !isOwn(version, { role, personId, institutionId })))
      throw new Refusal('not_found');
    const lines = exportContent(house.sql, house.masterKey, id, readClock());
    return new Response(
      Readable.toWeb(Readable.from(lines).map((line: string) => Buffer.from(line))) as ReadableStream,
      {
        headers: {
          'Content-Type': 'application/x-ndjson; charset=utf-8',
          'Content-Disposition': `attachment; filename="zhenxue-version-${id.slice(0, 8)}.jsonl"`,
          'Cache-Control': 'private, no-store',
        },
      },
    );
  });
  return app;
}
