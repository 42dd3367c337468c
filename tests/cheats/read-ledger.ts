import { createHash, createPublicKey, verify } from 'node:crypto';
import { exportEvidence } from '../../app/evidence/export.server.ts';
import type { ChainedEvent, EvidenceEvent } from '../../app/evidence/event.ts';
import { beatsOf, closeSpan, readSpan, type SpanColumns } from '../../app/evidence/open-span.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { readExport } from '../../app/evidence/read-export.ts';
import { verifyExport, type Verdict } from '../../app/evidence/verify-export.ts';
import type { Crypto } from '../../app/evidence/crypto.ts';
import type { Sql } from '../../db/client.ts';
import { testMasterKey } from '../harness/test-house.ts';

/**
 * What the ledger holds of one learner over all lessons, ms; of a replaced lesson the version that was finished, else
 * opened last. `frontierMs`: proven and waiting together.
 */
export type Ledger = { provenMs: number; frontierMs: number; creditedMs: number; completed: number };

export async function readLedger(sql: Sql, learnerId: string): Promise<Ledger> {
  const [row] = await sql<Ledger[]>`
    select coalesce(sum(proven_ms), 0)::bigint as "provenMs", coalesce(sum(now_ms), 0)::bigint as "frontierMs",
      (select coalesce(sum(credited_ms), 0) from enrolment_study where learner_id = ${learnerId})::bigint as "creditedMs",
      count(completed_at)::int as completed
    from (
      select distinct on (p.lesson_id) p.*, coalesce(h.span_to_ms, p.frontier_ms) as now_ms from lesson_progress p
      left join chain_head h on h.learner_id = p.learner_id and h.span_video_id = p.video_version_id
      where p.learner_id = ${learnerId}
      order by p.lesson_id, (p.completed_at is not null) desc,
        (select max(fence) from lease l
          where l.learner_id = p.learner_id and l.video_version_id = p.video_version_id) desc) counted`;
  if (!row) throw new Error('no ledger');
  return row;
}

/** The events of a learner's chain in order, of one kind if told. */
export async function readEvents<K extends ChainedEvent['kind']>(
  sql: Sql,
  learnerId: string,
  kind: K,
): Promise<Extract<ChainedEvent, { kind: K }>[]> {
  const rows = await sql<{ body: string }[]>`
    select body from evidence_event where learner_id = ${learnerId} order by seq`;
  const events = rows.map(({ body }) => JSON.parse(body) as ChainedEvent);
  return events.filter((event): event is Extract<ChainedEvent, { kind: K }> => event.kind === kind);
}

/** Every beat that earned, in order: those of the log, and those that are on their way into it. */
export async function readBeats(
  sql: Sql,
  learnerId: string,
): Promise<{ beatSeq: number; elapsedMs: number; earnedMs: number }[]> {
  const rows = await sql<{ body: string }[]>`
    select body from evidence_event where learner_id = ${learnerId} order by seq`;
  const [head] = await sql<SpanColumns[]>`select * from chain_head where learner_id = ${learnerId}`;
  const open = head && readSpan(head);
  const events = rows.map(({ body }) => JSON.parse(body) as EvidenceEvent);
  if (open) events.push(closeSpan(open));
  return events.flatMap((event) => {
    if (event.kind === 'earned') return [event];
    if (event.kind !== 'played') return [];
    const { firstSeq } = event;
    const beats = beatsOf(event);
    return beats.flatMap((elapsedMs, i) =>
      i % 2 === 0 ? [{ beatSeq: firstSeq + i / 2, elapsedMs, earnedMs: beats[i + 1] ?? 0 }] : [],
    );
  });
}

const crypto: Crypto = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  verify: (publicKey, message, signature) => {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
  },
};

/**
 * Exports a learner's evidence and recomputes it (I8). Throws when the log does not hold, or does not come to what the
 * ledger says.
 */
export async function verifyLog(sql: Sql, learnerId: string): Promise<Verdict> {
  let text = '';
  for await (const line of exportEvidence(sql, testMasterKey, learnerId, readClock())) text += line;
  const verdict = verifyExport(readExport(text), crypto);
  if (verdict.broken)
    throw new Error(`row ${verdict.broken.row} of the log does not hold: ${verdict.broken.why}`);
  const ledger = await readLedger(sql, learnerId);
  const frontierMs = verdict.lessons.reduce((sum, lesson) => sum + lesson.frontierMs, 0);
  const same =
    verdict.creditedMs === ledger.provenMs &&
    ledger.creditedMs === ledger.provenMs &&
    frontierMs === ledger.frontierMs;
  if (!same) {
    throw new Error(
      `the log comes to ${verdict.creditedMs}/${frontierMs} ms, the ledger says ${JSON.stringify(ledger)}`,
    );
  }
  return verdict;
}

/** SHA-256 over every row of every table: two equal answers mean that nothing stored has changed (O7). */
export async function digestRows(sql: Sql): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const hash = createHash('sha256');
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t order by 1`;
    hash.update(`${name}\n`);
    for (const { row } of rows) hash.update(`${row}\n`);
  }
  return hash.digest('hex');
}
