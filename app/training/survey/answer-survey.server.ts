import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SurveyAnswer } from './survey.wire.ts';

/** The survey that waits for a learner, or that she has answered. */
export type OwnSurvey = { classId: string; className: string; isAnswered: boolean; isOpen: boolean };

/** The last asking of a class that a learner is in; without `classId`, of the class that asks her now. Null: none. */
export async function findSurvey(
  sql: Sql,
  learnerId: string,
  nowMs: number,
  classId: string | null = null,
): Promise<OwnSurvey | null> {
  const rows = await sql<OwnSurvey[]>`
    select c.id as "classId", c.title as "className", b.learner_id is not null as "isAnswered",
      r.closes_at > ${new Date(nowMs)} and r.tally is null as "isOpen"
    from enrolment e join training_class c on c.id = e.class_id
      join lateral (select * from survey_round r where r.class_id = c.id order by r.number desc limit 1) r on true
      left join survey_ballot b on b.round_id = r.id and b.learner_id = e.learner_id
    where e.learner_id = ${learnerId} and (${classId}::text is null or c.id::text = ${classId})
    order by r.opened_at desc`;
  if (classId !== null) return rows[0] ?? null;
  return rows.find(({ isAnswered, isOpen }) => isOpen && !isAnswered) ?? null;
}

/**
 * Takes a learner's answer: that she answered and what she answered are two rows which nothing joins. Once only; a second
 * press changes nothing. The last of a class closes its round. Throws `not_found`, `survey_over`.
 */
export async function answerSurvey(
  sql: Sql,
  learnerId: string,
  classId: string,
  answer: SurveyAnswer,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    // One after the other: nobody's answer is told from another's by the moment at which the round closes.
    const [round] = await tx<{ id: string; isOpen: boolean }[]>`
      select r.id, r.closes_at > ${new Date(now.wallMs)} and r.tally is null as "isOpen"
      from survey_round r join enrolment e on e.class_id = r.class_id and e.learner_id = ${learnerId}
      where r.class_id::text = ${classId} order by r.number desc limit 1 for update of r`;
    if (!round) throw new Refusal('not_found');
    const [before] =
      await tx`select from survey_ballot where round_id = ${round.id} and learner_id = ${learnerId}`;
    if (before) return;
    if (!round.isOpen) throw new Refusal('survey_over');
    const { overall, teaching, content, online, comment } = answer;
    await tx`insert into survey_ballot (round_id, learner_id) values (${round.id}, ${learnerId})`;
    await tx`insert into survey_answer (round_id, overall, teaching, content, online, comment)
      values (${round.id}, ${overall}, ${teaching}, ${content}, ${online}, ${comment})`;
    await tx`
      update survey_round r set closes_at = ${new Date(now.wallMs)} where r.id = ${round.id}
        and (select count(*) from survey_ballot b where b.round_id = r.id)
          >= (select count(*) from enrolment e where e.class_id = r.class_id)`;
  });
}
