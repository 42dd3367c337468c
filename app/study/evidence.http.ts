import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import { exportEvidence } from '../evidence/export.server.ts';
import { publicKeyOf } from '../evidence/sign-checkpoint.server.ts';
import { requirePerson } from '../identity/guards.server.ts';
import { logLook } from '../identity/looks/log-look.server.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readViewReason } from '../presence/review/view-reason.server.ts';

/** The evidence of one learner as a file: for herself, for inspectors and auditors, and for the head of her institution (F04). */
export function evidenceHandlers(house: House): Hono {
  const app = new Hono();
  app.get('/study/evidence', async (c) => {
    const session = requirePerson(await sessionFromRequest(house, c.req.raw));
    const asked = c.req.query('learner');
    if (asked !== undefined && !z.uuid().safeParse(asked).success) throw new Refusal('not_found');
    const own = session.role === 'learner' && (asked === undefined || asked === session.personId);
    if (!own && !['inspector', 'auditor', 'head'].includes(session.role)) throw new Refusal('forbidden');
    const learnerId = own ? session.personId : asked;
    if (learnerId === undefined) throw new Refusal('not_found');
    const [learner] = await house.sql<{ institutionId: string }[]>`
      select institution_id as "institutionId" from person where id = ${learnerId} and role = 'learner'`;
    const ofOther = session.role === 'head' && learner?.institutionId !== session.institutionId;
    if (!learner || ofOther) throw new Refusal('not_found');
    if (!own) {
      const nowMs = Date.now();
      const reason = readViewReason(house, session, c.req.header('Cookie') ?? null, nowMs);
      await logLook(house.sql, session, { kind: 'evidence', learnerId, reason }, nowMs);
    }
    const lines = exportEvidence(house.sql, house.masterKey, learnerId, readClock());
    return new Response(
      Readable.toWeb(Readable.from(lines).map((line: string) => Buffer.from(line))) as ReadableStream,
      {
        headers: {
          'Content-Type': 'application/x-ndjson; charset=utf-8',
          'Content-Disposition': `attachment; filename="zhenxue-evidence-${learnerId.slice(0, 8)}.jsonl"`,
          'Cache-Control': 'private, no-store',
        },
      },
    );
  });
  app.get('/evidence/public-key', () => Response.json({ ed25519: publicKeyOf(house.masterKey) }));
  return app;
}
