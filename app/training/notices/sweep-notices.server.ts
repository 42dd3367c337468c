import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { judgeSurvey, type SurveyTally } from '../survey/judge-survey.ts';
import { readSurveyRules } from '../survey/read-rounds.server.ts';
import { tellBeginnings, tellCases, tellInspectionsDue, tellNeverSignedIn } from './tell-due.server.ts';
import { tellResults } from './tell-results.server.ts';
import { tellInspected, tellSubsidies } from './tell-oversight.server.ts';
import { tellExpired, tellJoined } from './tell-staff.server.ts';
import { tellStandings } from './tell-standing.server.ts';
import { tellSteps } from './tell-steps.server.ts';
import { tellLock, tellRounds } from './tell-survey.server.ts';
import { tellTestResults, tellTestsOpen } from './tell-test.server.ts';

/** Older things are no news. */
const newsMs = 14 * 86_400_000;

/**
 * Tells what nobody's request tells, and what a request did not tell: the twin of every verb that tells in its transaction.
 * Whoever was told is not told again. Run by the worker.
 */
export async function sweepNotices(sql: Sql, { wallMs }: ClockReading): Promise<void> {
  const since = new Date(wallMs - newsMs);
  await tellSteps(sql, { since });
  await tellStandings(sql, { since });
  await tellRounds(sql, { since }, wallMs);
  await tellResults(sql, { since });
  await tellTestResults(sql, { since });
  await tellTestsOpen(sql, new Date(wallMs - 86_400_000), wallMs);
  await tellInspected(sql, { since });
  await tellSubsidies(sql, { since });
  await tellJoined(sql, { since });
  await tellExpired(sql, since, wallMs);
  await tellLocks(sql, since, wallMs);
  await tellCases(sql, since);
  await tellInspectionsDue(sql, wallMs);
  await tellBeginnings(sql, wallMs);
  await tellNeverSignedIn(sql, wallMs);
}

async function tellLocks(sql: Sql, since: Date, nowMs: number): Promise<void> {
  const counted = await sql<{ id: string; classId: string; tally: SurveyTally; closesMs: number }[]>`
    select id, class_id as "classId", tally, extract(epoch from closes_at)::float8 * 1000 as "closesMs"
    from survey_round where tally is not null and closes_at >= ${since}`;
  for (const { id, classId, tally, closesMs } of counted) {
    const standing = judgeSurvey(tally, closesMs, await readSurveyRules(sql, classId), nowMs);
    if (standing.state === 'low') await tellLock(sql, { roundId: id, day: standing.untilDay }, nowMs);
  }
}
