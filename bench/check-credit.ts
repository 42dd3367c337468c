import { createHash, createPublicKey, verify } from 'node:crypto';
import { exportEvidence } from '../app/evidence/export.server.ts';
import { readClock } from '../app/platform/clock.server.ts';
import { readExport } from '../app/evidence/read-export.ts';
import { verifyExport } from '../app/evidence/verify-export.ts';
import type { BenchHouse } from './open-house.ts';

/** What the learners were told in all: credited beats and time, and how often nothing was credited. */
export type Told = { beats: number; earnedMs: number; notCredited: Record<string, number> };

/** Compares what was answered with what is stored, and verifies the evidence of `count` learners. Throws if they differ. */
export async function checkCredit(house: BenchHouse, told: Told, count: number) {
  const [log] = await house.sql<{ beats: number; earned: number }[]>`
    select count(*) as beats, sum((body::jsonb ->> 'earnedMs')::bigint)::bigint as earned
    from evidence_event where body::jsonb ->> 'kind' = 'earned'`;
  const [kept] = await house.sql<{ frontier: number }[]>`
    select sum(frontier_ms)::bigint as frontier from lesson_progress`;
  const stored = { beats: log?.beats, earnedMs: log?.earned };
  if (stored.beats !== told.beats || stored.earnedMs !== told.earnedMs || kept?.frontier !== told.earnedMs)
    throw new Error(
      `Answered ${told.beats} beats, ${told.earnedMs} ms, but stored ${JSON.stringify(stored)}, ${kept?.frontier} ms`,
    );
  let events = 0;
  for (const { id } of house.learners.slice(0, count)) events += await verifyLearner(house, id);
  const { beats: beatsStored, earnedMs: creditedMs, notCredited } = told;
  return { beatsStored, creditedMs, notCredited, learnersVerified: count, eventsVerified: events };
}

/** The learner's export, verified as anybody verifies it; answers its events. */
async function verifyLearner({ sql, masterKey }: BenchHouse, id: string): Promise<number> {
  let text = '';
  for await (const line of exportEvidence(sql, masterKey, id, readClock())) text += line;
  const verdict = verifyExport(readExport(text), {
    sha256: (body) => createHash('sha256').update(body).digest('hex'),
    verify: (publicKey, message, signature) => {
      const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
    },
  });
  const [kept] = await sql<{ frontier: number }[]>`
    select frontier_ms as frontier from lesson_progress where learner_id = ${id}`;
  if (verdict.broken || verdict.lessons[0]?.frontierMs !== kept?.frontier)
    throw new Error(`The evidence of ${id} does not verify: ${JSON.stringify(verdict.broken)}`);
  return verdict.events;
}
