import type { Sql, SqlTx } from '../../../db/client.ts';

/** Why the assessment of a class is locked: until which day it rectifies (P057). */
export type AssessmentLock = { rectifyUntil: string };

/** Whether the assessment of a class is locked; null: it is not. Nobody is asked how satisfied they are yet, so it never is. */
export async function isAssessmentLocked(
  _sql: Sql | SqlTx,
  _classId: string,
): Promise<AssessmentLock | null> {
  return null;
}
