import { createHash, createPublicKey, verify } from 'node:crypto';
import { exportEvidence } from '../app/evidence/export.server.ts';
import type { ClockReading } from '../app/platform/clock.ts';
import { readClock } from '../app/platform/clock.server.ts';
import { readExport } from '../app/evidence/read-export.ts';
import { verifyExport } from '../app/evidence/verify-export.ts';
import type { BenchHouse } from './open-house.ts';

/** What the learners were told in all: credited beats and time, and how often nothing was credited. */
export type Told = { beats: number; earnedMs: number; notCredited: Record<string, number> };

/** Compares what was answered with what is stored, and verifies the evidence of `count` learners. Throws if they differ. */
export async function checkCredit(house: BenchHouse, told: Told, count: number) {
  const [log] = await house.sql<{ beats: number; earned: number }[]>`
    with told as (
      select body::jsonb as event from evidence_event where body like any(array['%"kind":"earned"%', '%"kind":"played"%'])
    ), beats as (
      select (event ->> 'earnedMs')::bigint as earned from told where event ->> 'kind' = 'earned'
      union all
      select (event -> 'steps' ->> 2 * i)::bigint - (event -> 'steps' ->> 2 * i + 1)::bigint
      from told, generate_series(0, jsonb_array_length(event -> 'steps') / 2 - 1) i where event ->> 'kind' = 'played'
      union all
      select b.ms::bigint from chain_head, string_to_table(span_beats, ',') with ordinality as b(ms, n) where n % 2 = 0
    ), carried as (
      select coalesce(sum((body::jsonb ->> 'carryMs')::bigint), 0) as ms from evidence_event
      where body like '%"kind":"control_answered"%'
    ) select count(*) as beats, (sum(earned) + (select ms from carried))::bigint as earned from beats`;
  const [kept] = await house.sql<{ frontier: number }[]>`
    select sum(coalesce(h.span_to_ms, p.frontier_ms))::bigint as frontier from lesson_progress p
    left join chain_head h on h.learner_id = p.learner_id and h.span_video_id = p.video_version_id`;
  const stored = { beats: log?.beats, earnedMs: log?.earned };
  if (stored.beats !== told.beats || stored.earnedMs !== told.earnedMs || kept?.frontier !== told.earnedMs)
    throw new Error(
      `Answered ${told.beats} beats, ${told.earnedMs} ms, but stored ${JSON.stringify(stored)}, ${kept?.frontier} ms`,
    );
  const { beats: beatsStored, earnedMs: creditedMs, notCredited } = told;
  return { beatsStored, creditedMs, notCredited, ...(await verifyEvidence(house, count)) };
}

/** Verifies the evidence of the first `count` learners. Throws at the first that does not hold. */
export async function verifyEvidence(house: BenchHouse, count: number) {
  let events = 0;
  const now = await readLatest(house);
  for (const { id } of house.learners.slice(0, count)) events += await verifyLearner(house, id, now);
  return { learnersVerified: count, eventsVerified: events };
}

/** This moment, or where the clocks of a faster server stand. */
async function readLatest({ sql }: BenchHouse): Promise<ClockReading> {
  const now = readClock();
  const [seen] = await sql<{ wallMs: number; monoMs: number }[]>`
    select max(greatest(l.counted_wall_ms, h.span_wall_ms)) as "wallMs",
      max(greatest(l.counted_mono_ms, h.span_mono_ms)) as "monoMs"
    from lease l join chain_head h on h.learner_id = l.learner_id`;
  const later = (a: number, b: number | undefined) => Math.max(a, (b ?? 0) + 1_000);
  return { ...now, wallMs: later(now.wallMs, seen?.wallMs), monoMs: later(now.monoMs, seen?.monoMs) };
}

/** The learner's export, verified as anybody verifies it; answers its events. */
async function verifyLearner({ sql, masterKey }: BenchHouse, id: string, now: ClockReading): Promise<number> {
  let text = '';
  for await (const line of exportEvidence(sql, masterKey, id, now)) text += line;
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
