import { createHash } from 'node:crypto';
import type { ChainedEvent } from '../../app/evidence/event.ts';
import type { Sql } from '../../db/client.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { walkChain } from './walk-chain.ts';

/** What stands in the database when nothing is broken. */
export type Checked = { learners: number; events: number; creditedMs: number; frontierMs: number };

type Row = { seq: number; body: string; hash: Buffer };

/**
 * Looks, while nobody studies, through the whole database for a broken invariant (I1–I9): by the product's verifier on a fresh export of every
 * learner (of a big crowd of these, `exported`), by an own count of every chain, and by plain SQL. Throws with everything that is broken. What a key may open
 * (I10) is asked of a server by `checkKeys`.
 */
export async function checkInvariants(sql: Sql, exported?: string[]): Promise<Checked> {
  const broken: string[] = [];
  // An export is complete, and so is what it was made from when it is written.
  const learners = await sql<{ id: string }[]>`select learner_id as id from chain_head order by 1`;
  for (const id of exported ?? learners.map(({ id }) => id))
    await verifyLog(sql, id).catch((error: Error) => broken.push(`learner ${id}: I8: ${error.message}`));
  broken.push(...(await checkTables(sql)));
  const heads = await sql<{ id: string; seq: number; hash: Buffer }[]>`
    select learner_id as id, seq, hash from chain_head order by 1`;
  const sum: Checked = { learners: heads.length, events: 0, creditedMs: 0, frontierMs: 0 };
  for (const head of heads) {
    const say = (what: string) => broken.push(`learner ${head.id}: ${what}`);
    const rows = await sql<Row[]>`
      select seq, body, hash from evidence_event where learner_id = ${head.id} order by seq`;
    checkRows(rows, head, say);
    const walked = walkChain(rows.map(({ body }) => JSON.parse(body) as ChainedEvent));
    walked.broken.forEach(say);
    for (const { video, provenMs, frontierMs } of await readProgress(sql, head.id)) {
      const counted = walked.lessons.get(video) ?? { provenMs: 0, frontierMs: 0 };
      if (counted.provenMs !== provenMs || counted.frontierMs !== frontierMs)
        say(`I8: the ledger says ${provenMs}/${frontierMs} ms, counted ${JSON.stringify(counted)}`);
      if (frontierMs > walked.spentMs) say(`I1: ${frontierMs} ms credited, the clock gave ${walked.spentMs}`);
      sum.creditedMs += provenMs;
      sum.frontierMs += frontierMs;
    }
    sum.events += rows.length;
  }
  if (broken.length > 0) throw new Error(`${broken.length} broken:\n${broken.slice(0, 20).join('\n')}`);
  return sum;
}

/** The chain is whole from its first row to its head: no gap, no fork, every hash its own. */
function checkRows(rows: Row[], head: { seq: number; hash: Buffer }, say: (what: string) => void): void {
  let prev = '0'.repeat(64);
  rows.forEach(({ seq, body, hash }, index) => {
    if (seq !== index + 1) say(`I8: row ${index + 1} is numbered ${seq}`);
    if (createHash('sha256').update(body).digest('hex') !== hash.toString('hex'))
      say(`I8: row ${seq} is not its hash`);
    if ((JSON.parse(body) as ChainedEvent).prev !== prev)
      say(`I8: row ${seq} does not follow the one before`);
    prev = hash.toString('hex');
  });
  if (head.seq !== rows.length || (rows.length > 0 && head.hash.toString('hex') !== prev))
    say(`I8: the head says row ${head.seq}, the last row is ${rows.length}`);
}

const readProgress = (sql: Sql, learnerId: string) => sql<
  { video: string; provenMs: number; frontierMs: number }[]
>`select video_version_id as video, proven_ms as "provenMs", frontier_ms as "frontierMs" from lesson_progress
  where learner_id = ${learnerId}`;

/** Sentences that must find no row; each answers what is broken. */
const statements: [string, string][] = [
  [
    'I4: two live leases',
    `select learner_id from lease where ended_at is null group by 1 having count(*) > 1`,
  ],
  [
    'I2: progress out of order',
    `select learner_id from lesson_progress
      where not (0 <= proven_ms and proven_ms <= frontier_ms and frontier_ms <= duration_ms)`,
  ],
  [
    'I3: unproven beyond the reach of a control',
    `select p.learner_id from lesson_progress p join lateral (
       select max((rules->>'controlGapMaxMs')::bigint) as most from lease l
       where l.learner_id = p.learner_id and l.video_version_id = p.video_version_id) r on true
     where p.frontier_ms - p.proven_ms > r.most`,
  ],
  [
    'I7: credit that is no sum of lessons',
    `select e.learner_id from enrolment_study e
      where e.credited_ms <> (select coalesce(sum(p.proven_ms), 0) from lesson_progress p
        where p.learner_id = e.learner_id and p.enrolment_id = e.enrolment_id)`,
  ],
  [
    'I5: a lease before the lesson before it was complete',
    `select l.learner_id from lease l where l.ordinal > 1 and not exists (
       select 1 from lesson_progress p where p.learner_id = l.learner_id and p.ordinal = l.ordinal - 1
         and p.completed_at <= l.opened_at)`,
  ],
  [
    'I6: a photograph that nobody asked for',
    `select s.learner_id from snapshot s where not exists (
       select 1 from evidence_event e where e.learner_id = s.learner_id
         and e.body::jsonb->>'kind' = 'snapshot_asked' and e.body::jsonb->>'demandId' = s.id::text)`,
  ],
  [
    'I9: the last answer says another frontier than the ledger',
    `select l.learner_id from lease l join lesson_progress p
       on p.learner_id = l.learner_id and p.video_version_id = l.video_version_id
     where l.ended_at is null and l.last_answer is not null
       and (l.last_answer::jsonb->>'frontierMs')::bigint > p.frontier_ms
       and p.withheld_to_ms is null`,
  ],
  [
    'a control that waits and is not the one of its lesson',
    `select c.learner_id from control c where c.state = 'asked' and not exists (
       select 1 from lesson_progress p where p.learner_id = c.learner_id and p.control_id = c.id)`,
  ],
  ['a job that gave up', `select subject from job where failure is not null and done_at is not null`],
];

async function checkTables(sql: Sql): Promise<string[]> {
  const broken: string[] = [];
  for (const [what, statement] of statements) {
    const rows = await sql.unsafe(statement);
    if (rows.length > 0) broken.push(`${what}: ${rows.length} (${JSON.stringify(rows[0])})`);
  }
  return broken;
}
