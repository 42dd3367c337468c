import type { Sql, SqlTx } from '../../../db/client.ts';
import {
  judgeSurvey,
  surveyQuestions,
  type Steps,
  type SurveyQuestion,
  type SurveyRules,
  type SurveyStanding,
  type SurveyTally,
} from './judge-survey.ts';

/** One asking of a class, as it stands. */
export type SurveyRound = {
  id: string;
  number: number;
  openedMs: number;
  closesMs: number;
  standing: SurveyStanding;
  tally: SurveyTally;
};

type Row = Pick<SurveyRound, 'id' | 'number' | 'openedMs' | 'closesMs'> & {
  counted: SurveyTally | null;
  enrolled: number;
};

/** The rules by which a class is asked. */
export async function readSurveyRules(sql: Sql | SqlTx, classId: string): Promise<SurveyRules> {
  const [rules] = await sql<SurveyRules[]>`
    select coalesce((r.parameters ->> 'satisfaction_min_pct')::int, 85) as "satisfactionMinPct",
      coalesce((r.parameters ->> 'survey_response_min_pct')::int, 50) as "responseMinPct",
      coalesce((r.parameters ->> 'rectification_min_months')::int, 1) as "rectificationMonths"
    from training_class c join rule_profile r on r.id = c.rule_profile_id where c.id = ${classId}`;
  if (!rules) throw new Error('the class is gone');
  return rules;
}

/** Every asking of a class, the last one first. The class is the caller's own. */
export async function readRounds(sql: Sql | SqlTx, classId: string, nowMs: number): Promise<SurveyRound[]> {
  const rules = await readSurveyRules(sql, classId);
  const rows = await sql<Row[]>`
    select r.id, r.number, extract(epoch from r.opened_at)::float8 * 1000 as "openedMs",
      extract(epoch from r.closes_at)::float8 * 1000 as "closesMs", r.tally as counted,
      (select count(*)::int from enrolment e where e.class_id = r.class_id) as enrolled
    from survey_round r where r.class_id = ${classId} order by r.number desc`;
  const rounds: SurveyRound[] = [];
  for (const { counted, enrolled, ...row } of rows) {
    const tally = counted ?? (await countAnswers(sql, row.id, enrolled));
    rounds.push({ ...row, tally, standing: judgeSurvey(tally, row.closesMs, rules, nowMs) });
  }
  return rounds;
}

/** Counts a round from its single answers; what was written comes sorted, so that its order tells nothing. */
export async function countAnswers(
  sql: Sql | SqlTx,
  roundId: string,
  enrolled: number,
): Promise<SurveyTally> {
  const rows = await sql<({ comment: string } & Record<SurveyQuestion, number>)[]>`
    select overall, teaching, content, online, comment from survey_answer where round_id = ${roundId}`;
  const count = (question: SurveyQuestion) => {
    const steps: Steps = [0, 0, 0, 0, 0];
    for (const row of rows) steps[row[question] - 1] = (steps[row[question] - 1] ?? 0) + 1;
    return steps;
  };
  return {
    enrolled,
    answers: rows.length,
    steps: Object.fromEntries(surveyQuestions.map((one) => [one, count(one)])) as SurveyTally['steps'],
    comments: rows
      .map(({ comment }) => comment)
      .filter((comment) => comment !== '')
      .sort(),
  };
}
