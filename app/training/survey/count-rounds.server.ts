import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { recordSatisfaction } from '../outbox/record-class.server.ts';
import { tellLock } from '../notices/tell-survey.server.ts';
import { countAnswers, readSurveyRules } from './read-rounds.server.ts';
import { isSurveyGivenUp, judgeSurvey } from './judge-survey.ts';

const batch = 200;

/**
 * Counts the rounds that are over and takes their single answers away, so that nobody, not even with the database, can
 * tell who said what. A round with too few answers waits, as long as any may. Answers how many were counted; run by the worker.
 */
export async function countRounds(sql: Sql, now: ClockReading): Promise<number> {
  const due = await sql<{ id: string; classId: string }[]>`
    select id, class_id as "classId" from survey_round
    where tally is null and closes_at <= ${new Date(now.wallMs)} order by random() limit ${batch}`;
  let counted = 0;
  for (const { id, classId } of due)
    counted += await sql.begin(async (tx) => {
      const [round] = await tx<{ openedMs: number; closesMs: number; enrolled: number }[]>`
        select extract(epoch from opened_at)::float8 * 1000 as "openedMs",
          extract(epoch from closes_at)::float8 * 1000 as "closesMs",
          (select count(*)::int from enrolment e where e.class_id = r.class_id) as enrolled
        from survey_round r where id = ${id} and tally is null and closes_at <= ${new Date(now.wallMs)} for update of r`;
      if (!round) return 0;
      const tally = await countAnswers(tx, id, round.enrolled);
      const standing = judgeSurvey(tally, round.closesMs, await readSurveyRules(tx, classId), now.wallMs);
      if (standing.state === 'too_few' && !isSurveyGivenUp(round.openedMs, now.wallMs)) return 0;
      await tx`update survey_round set tally = ${tx.json(tally)} where id = ${id}`;
      await tx`delete from survey_answer where round_id = ${id}`;
      await recordSatisfaction(tx, { roundId: id }, now.wallMs);
      if (standing.state === 'low') await tellLock(tx, { roundId: id, day: standing.untilDay }, now.wallMs);
      return 1;
    });
  return counted;
}
