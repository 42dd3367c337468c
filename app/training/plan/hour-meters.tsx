import type { ReactNode } from 'react';
import { useWords } from '../../ui/frame.tsx';
import { LimitMeter } from '../../ui/limit-meter.tsx';
import { ClauseNote } from './clause-note.tsx';
import { onlineBound, onlineMost, practiceLeast } from './judge-hours.ts';
import type { PlanRules } from './judge-plan.ts';
import { planFieldWords, planWords, sayPlan } from './plan-words.ts';

/** Theory online and practice against what the rules allow of a total, with the clauses (P001, P033, P034). */
export function HourMeters({
  total,
  online,
  practice,
  rules,
  lessOnline,
  morePractice,
}: {
  total: number;
  online: number;
  practice: number;
  rules: PlanRules;
  lessOnline?: ReactNode;
  morePractice?: ReactNode;
}) {
  const say = useWords();
  if (total === 0) return <p className="text-ink-2">{say(planWords.totalFirst)}</p>;
  const most = onlineMost(total, rules);
  const least = practiceLeast(total, rules);
  const isOver = online > most;
  const isUnder = practice < least;
  const clauses = [rules.basis[onlineBound(total, rules)], rules.basis['practical_min_pct']];
  return (
    <div className="flex flex-col gap-3">
      <LimitMeter
        label={say(planFieldWords.onlineTheory)}
        {...{ value: online, limit: most, whole: total, isWithin: !isOver }}
        say={say(isOver ? sayPlan.onlineOver(total, most, online) : sayPlan.online(total, most))}
        action={isOver ? lessOnline : undefined}
      />
      <LimitMeter
        label={say(planFieldWords.practice)}
        {...{ value: practice, limit: least, whole: total, isWithin: !isUnder }}
        say={say(isUnder ? sayPlan.practiceUnder(total, least, practice) : sayPlan.practice(total, least))}
        action={isUnder ? morePractice : undefined}
      />
      <ClauseNote ids={clauses} />
    </div>
  );
}
