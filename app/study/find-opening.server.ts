import type { SqlTx } from '../../db/client.ts';
import { loadStudies } from './load-study.server.ts';
import type { StudyState } from './study-state.ts';
import type { OpenLease } from './study.wire.ts';

/**
 * The learner's live lease, if this very opening made it: its answer got lost, or the request came twice (I9). Anything
 * else that differs from what was asked then is another opening.
 */
export async function findOpening(
  tx: SqlTx,
  learnerId: string,
  { openingId, windowId, enrolmentId, ordinal }: OpenLease,
): Promise<StudyState | null> {
  if (openingId === undefined) return null;
  const [live] = await tx<{ fence: number }[]>`
    select fence from lease where learner_id = ${learnerId} and ended_at is null and opening_id = ${openingId}
      and window_id = ${windowId} and enrolment_id = ${enrolmentId} and ordinal = ${ordinal}`;
  if (!live) return null;
  const studies = await loadStudies(tx, [{ learnerId, fence: live.fence }]);
  return studies.get(learnerId)?.state ?? null;
}
