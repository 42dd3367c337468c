import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { tellRounds } from '../notices/tell-survey.server.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { earliestSurvey, isSurveyGivenUp, surveyDays } from './judge-survey.ts';
import { readRounds } from './read-rounds.server.ts';

const dayMs = 86_400_000;

/**
 * Asks a class for `days` days. It is asked once, in its last week or later, and again only after a rectification (P057);
 * whoever does not like how it goes cannot ask anew. Throws `not_found`, `forbidden`, `class_step`, `survey_early`,
 * `survey_again`.
 */
export async function openRound(
  sql: Sql,
  session: Session,
  classId: string,
  days: number,
  now: ClockReading,
): Promise<void> {
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (own.state !== 'approved' && own.state !== 'closed')
      throw new Refusal('class_step', { state: own.state });
    const today = chinaDay(now.wallMs);
    const earliest = earliestSurvey(own.endsOn);
    if (today < earliest) throw new Refusal('survey_early', { earliest });
    const [last] = await readRounds(tx, own.id, now.wallMs);
    const isOver =
      last?.standing.state === 'low' ||
      (last?.standing.state === 'too_few' && isSurveyGivenUp(last.openedMs, now.wallMs));
    if (last && !isOver) throw new Refusal('survey_again');
    if (last?.standing.state === 'low' && today < last.standing.untilDay)
      throw new Refusal('survey_early', { earliest: last.standing.untilDay });
    const [round] = await tx<{ id: string }[]>`
      insert into survey_round (class_id, number, opened_by, opened_at, closes_at)
      values (${own.id}, ${(last?.number ?? 0) + 1}, ${session.personId}, ${new Date(now.wallMs)},
        ${new Date(now.wallMs + days * dayMs)}) returning id`;
    if (round) await tellRounds(tx, round, now.wallMs);
  });
}

/**
 * Waits `days` days more for answers, while it is open or too few have come; nothing that was answered is lost. Throws
 * `not_found`, `forbidden`, `survey_again`.
 */
export async function extendRound(
  sql: Sql,
  session: Session,
  classId: string,
  days: number,
  now: ClockReading,
): Promise<void> {
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    const [last] = await readRounds(tx, own.id, now.wallMs);
    const waits = last?.standing.state === 'open' || last?.standing.state === 'too_few';
    if (!last || !waits) throw new Refusal('survey_again');
    const closesMs = Math.max(last.closesMs, now.wallMs) + days * dayMs;
    const latestMs = last.openedMs + surveyDays.longest * dayMs;
    if (closesMs > latestMs) throw new Refusal('survey_again');
    await tx`update survey_round set closes_at = ${new Date(closesMs)} where id = ${last.id}`;
  });
}
