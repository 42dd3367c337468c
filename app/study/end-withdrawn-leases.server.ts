import type { Sql } from '../../db/client.ts';
import { closeLease } from './close-lease.server.ts';

/**
 * Ends open leases on a version that was withdrawn, learner by learner, so that nothing of it is credited any more
 * (P011). Answers how many; asked again until there is none.
 */
export async function endWithdrawnLeases(sql: Sql, videoVersionId: string, max = 1000): Promise<number> {
  const open = await sql<{ learnerId: string; fence: number }[]>`
    select l.learner_id as "learnerId", l.fence from lease l join video_version v on v.id = l.video_version_id
    where l.video_version_id = ${videoVersionId} and l.ended_at is null and v.state = 'withdrawn' limit ${max}`;
  for (const { learnerId, fence } of open) await closeLease(sql, learnerId, fence, 'version_withdrawn');
  return open.length;
}
