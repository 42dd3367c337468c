import type { Sql } from '../../db/client.ts';
import { Refusal } from '../platform/refusal.ts';
import { loadStudies } from './load-study.server.ts';
import type { StudyState } from './study-state.ts';

/** The learner's own live lease, read without a lock; ended, unknown and other learners' leases are refused alike (O5). */
export async function readLiveLease(sql: Sql, learnerId: string, fence: number): Promise<StudyState> {
  const study = (await loadStudies(sql, [{ learnerId, fence }])).get(learnerId);
  if (!study) throw new Refusal('lease_ended', { reason: 'unknown' });
  const { endReason } = study.state.lease;
  if (endReason) throw new Refusal('lease_ended', { reason: endReason });
  return study.state;
}
