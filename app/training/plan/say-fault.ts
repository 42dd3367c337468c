import type { Words } from '../../platform/words.ts';
import type { PlanField } from './compare-plans.ts';
import type { PlanFault, PlanFaultCode } from './judge-plan.ts';
import { planWords, sayPlan } from './plan-words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

const said: Record<PlanFaultCode, (facts: PlanFault['facts']) => Words> = {
  hours_missing: () => planWords.totalFirst,
  online_over: ({ total, limit, now }) => sayPlan.onlineOver(total, limit, now),
  practice_under: ({ total, limit, now }) => sayPlan.practiceUnder(total, limit, now),
  total_under: ({ limit, now }) =>
    w(
      `总课时最少 ${limit}。现在 ${now},差 ${limit - now}。`,
      `At least ${limit} hours in all. Now ${now}, ${limit - now} too few.`,
    ),
  content_short: ({ limit, now }) =>
    w(
      `课件只够 ${limit} 课时。网课现在 ${now},多 ${now - limit}。`,
      `The content fills ${limit} hours. Now ${now} are online, ${now - limit} too many.`,
    ),
  dates_turned: () => w('结束要在开始那天或以后。', 'The last day is the first one or later.'),
  teachers_few: ({ limit, now, learners }) => {
    const need = sayPlan.teachersNeed(learners, limit);
    return w(`${need.zh}现在 ${now} 位。`, `${need.en} Now ${now}.`);
  },
  workstations_few: ({ limit, now, learners }) => {
    const need = sayPlan.workstationsNeed(learners, limit);
    return w(`${need.zh}现在 ${now} 个。`, `${need.en} Now ${now}.`);
  },
  class_full: ({ limit, now }) =>
    w(`每班最多 ${limit} 人。现在 ${now} 人。`, `At most ${limit} learners. Now ${now}.`),
};

const fixes: Record<PlanFaultCode, Words> = {
  hours_missing: w('填总课时、网课和实操。', 'Enter all hours, online and practice.'),
  online_over: w('减网课,或加总课时。', 'Plan less online, or more hours in all.'),
  practice_under: w('加实操课时。', 'Plan more practice.'),
  total_under: w('加总课时。', 'Plan more hours.'),
  content_short: w('减网课,或换更长的课。', 'Plan less online, or choose a longer course.'),
  dates_turned: w('改结束日期。', 'Change the last day.'),
  teachers_few: w('再选几位老师。', 'Choose more teachers.'),
  workstations_few: w('加工位。', 'Enter more workstations.'),
  class_full: w('到名单里移出几人。', 'Remove learners from the roster.'),
};

const fieldOf: Record<PlanFaultCode, PlanField | null> = {
  ...{ hours_missing: 'totalHours', online_over: 'onlineTheory', practice_under: 'practice' },
  ...{ total_under: 'totalHours', content_short: 'onlineTheory', dates_turned: 'endsOn' },
  ...{ teachers_few: 'teacherIds', workstations_few: 'workstations', class_full: null },
} as const;

/** A fault in a sentence: what is, what mends it, which field it lies in. */
export function sayFault({ code, facts }: PlanFault): {
  say: Words;
  fix: Words;
  field: PlanField | null;
} {
  return { say: said[code](facts), fix: fixes[code], field: fieldOf[code] };
}
