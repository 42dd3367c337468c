import { chinaDay } from '../class-day.ts';
import { addMonths } from '../roster/cooling-off.ts';

/** What is asked, each on five steps from 1 (very dissatisfied) to 5 (very satisfied). The first decides. */
export const surveyQuestions = ['overall', 'teaching', 'content', 'online'] as const;
export type SurveyQuestion = (typeof surveyQuestions)[number];

/** How many chose each of the five steps, the least satisfied first. */
export type Steps = [number, number, number, number, number];

/** What came of a round: counts, and what was written, in no order. */
export type SurveyTally = {
  enrolled: number;
  answers: number;
  steps: Record<SurveyQuestion, Steps>;
  comments: string[];
};

/** Parameters of the rule profile (P057). */
export type SurveyRules = {
  satisfactionMinPct: number;
  responseMinPct: number;
  rectificationMonths: number;
};

/** How a round stands. `share` counts those who are satisfied or very satisfied, per cent, rounded down. */
export type SurveyStanding =
  | { state: 'open'; answers: number; enrolled: number }
  | { state: 'too_few'; answers: number; enrolled: number }
  | { state: 'passed'; answers: number; enrolled: number; sharePct: number }
  | { state: 'low'; answers: number; enrolled: number; sharePct: number; untilDay: string };

/**
 * How a round stands at `nowMs`; while it is open nobody learns how it goes. Too few answers say nothing and are waited
 * for. A share below the least locks the assessment, and for the months of a rectification nobody is asked again (P057).
 */
export function judgeSurvey(
  { enrolled, answers, steps }: Pick<SurveyTally, 'enrolled' | 'answers' | 'steps'>,
  closesMs: number,
  rules: SurveyRules,
  nowMs: number,
): SurveyStanding {
  if (nowMs < closesMs) return { state: 'open', answers, enrolled };
  if (answers === 0 || answers * 100 < rules.responseMinPct * enrolled)
    return { state: 'too_few', answers, enrolled };
  const satisfied = steps.overall[3] + steps.overall[4];
  const sharePct = Math.floor((satisfied * 100) / answers);
  if (satisfied * 100 >= rules.satisfactionMinPct * answers)
    return { state: 'passed', answers, enrolled, sharePct };
  const untilDay = addMonths(chinaDay(closesMs), rules.rectificationMonths);
  return { state: 'low', answers, enrolled, sharePct, untilDay };
}

/** Fewer answers than these would tell who said what: then only the share is shown. */
export const answersShownMin = 5;

/** The earliest day on which a class is asked for the first time: in its last week. */
export function earliestSurvey(endsOn: string): string {
  const day = new Date(`${endsOn}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 7);
  return day.toISOString().slice(0, 10);
}

/** For how many days a round is opened or waits on, and the longest in all. */
export const surveyDays = { min: 1, max: 14, usual: 3, longest: 60 } as const;

/** Whether a round has waited for answers as long as any may. */
export function isSurveyGivenUp(openedMs: number, nowMs: number): boolean {
  return nowMs >= openedMs + surveyDays.longest * 86_400_000;
}
