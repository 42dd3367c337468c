import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readRounds } from './read-rounds.server.ts';

/** Why a class may not be assessed: too few are satisfied. `untilDay` (YYYY-MM-DD) is the first on which it is asked again. */
export type AssessmentLock = { untilDay: string; sharePct: number };

/**
 * The lock on the assessment of a class; null: none. It holds until a later asking of the class is satisfied (P057).
 */
export async function isAssessmentLocked(
  sql: Sql | SqlTx,
  classId: string,
  nowMs: number,
): Promise<AssessmentLock | null> {
  const closed = (await readRounds(sql, classId, nowMs)).find(
    ({ standing }) => standing.state === 'passed' || standing.state === 'low',
  );
  if (closed?.standing.state !== 'low') return null;
  const { untilDay, sharePct } = closed.standing;
  return { untilDay, sharePct };
}

/** That the class was asked, enough answered, and enough are satisfied (P057). Throws `assessment_locked`, `survey_due`. */
export async function requireSatisfied(sql: Sql | SqlTx, classId: string, nowMs: number): Promise<void> {
  const lock = await isAssessmentLocked(sql, classId, nowMs);
  if (lock) throw new Refusal('assessment_locked', lock);
  const [last] = await readRounds(sql, classId, nowMs);
  if (last?.standing.state !== 'passed') throw new Refusal('survey_due');
}
