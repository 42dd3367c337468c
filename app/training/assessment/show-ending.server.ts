import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { chinaDay } from '../class-day.ts';
import type { OwnClass } from '../own-class.server.ts';
import {
  answersShownMin,
  earliestSurvey,
  isSurveyGivenUp,
  type SurveyTally,
} from '../survey/judge-survey.ts';
import { isAssessmentLocked } from '../survey/read-lock.server.ts';
import { readRounds, readSurveyRules, type SurveyRound } from '../survey/read-rounds.server.ts';
import { readResults } from './read-results.server.ts';

/**
 * The end of a class as its page shows it, read for `own`, which `requireOwnClass` gave. Of an open round nothing but the
 * number of answers leaves the server, of one with few answers nothing but the share.
 */
export async function showEnding(sql: Sql, session: Session, own: OwnClass, now: ClockReading) {
  const [rounds, rules, lock, results, assessment] = await Promise.all([
    readRounds(sql, own.id, now.wallMs),
    readSurveyRules(sql, own.id),
    isAssessmentLocked(sql, own.id, now.wallMs),
    readResults(sql, own.id),
    sql<{ on: string | null }[]>`
      select assessment_on::text as on from class_application where class_id = ${own.id}`,
  ]);
  const [last] = rounds;
  const today = chinaDay(now.wallMs);
  const isRunning = own.state === 'approved' || own.state === 'closed';
  const state = last?.standing.state;
  const isLow = last?.standing.state === 'low';
  const isGivenUp = state === 'too_few' && isSurveyGivenUp(last?.openedMs ?? 0, now.wallMs);
  const earliest = last?.standing.state === 'low' ? last.standing.untilDay : earliestSurvey(own.endsOn);
  return {
    isClerk: session.role === 'clerk',
    rounds: rounds.map(hide),
    rules,
    lock,
    results,
    today,
    assessmentOn: assessment[0]?.on ?? null,
    mayOpen: isRunning && today >= earliest && (!last || isLow || isGivenUp),
    mayExtend: isRunning && (state === 'open' || state === 'too_few') && !isGivenUp,
    /** The day from which the class may be asked; null: it was asked, or is no running class. */
    earliest: isRunning && (!last || isLow) ? earliest : null,
    mayRecord: isRunning && session.role === 'clerk' && state === 'passed',
  };
}

export type EndingSeen = Awaited<ReturnType<typeof showEnding>>;

const nothing: Pick<SurveyTally, 'steps' | 'comments'> = {
  steps: {
    ...{ overall: [0, 0, 0, 0, 0], teaching: [0, 0, 0, 0, 0] },
    ...{ content: [0, 0, 0, 0, 0], online: [0, 0, 0, 0, 0] },
  },
  comments: [],
};

/** A round without what may not be known of it. */
function hide(round: SurveyRound): SurveyRound {
  const isShown = 'sharePct' in round.standing && round.tally.answers >= answersShownMin;
  return isShown ? round : { ...round, tally: { ...round.tally, ...nothing } };
}
