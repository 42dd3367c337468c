import type { Sql } from '../../db/client.ts';
import { closeLease } from './close-lease.server.ts';

/** A window that has not been heard of for this long is closed; the learner goes on with one tap. */
const idleMs = 15 * 60_000;

/** Ends leases that nobody uses any more, so that the log says when a sitting ended. Answers how many. `nowMs`: wall clock. */
export async function endIdleLeases(sql: Sql, nowMs: number, max = 1000): Promise<number> {
  const idle = await sql<{ learnerId: string; fence: number }[]>`
    select l.learner_id as "learnerId", l.fence from lease l left join chain_head h on h.learner_id = l.learner_id
    where l.ended_at is null and l.last_seen_at < ${new Date(nowMs - idleMs)}
      and coalesce(h.span_wall_ms, 0) < ${nowMs - idleMs} limit ${max}`;
  for (const { learnerId, fence } of idle) await closeLease(sql, learnerId, fence, 'idle');
  return idle.length;
}
