import { useEffect, useRef } from 'react';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { PlanChange, PlanField } from './compare-plans.ts';
import { classTypeWords, planFieldWords, planWords, sayPlan } from './plan-words.ts';
import type { PlanSeen } from './show-plan.server.ts';

/** What somebody else stored since this form was opened; what was typed here stays in its fields. Focused when it appears. */
export function ChangeList({ changes, plan }: { changes: PlanChange[]; plan: PlanSeen }) {
  const say = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [changes]);
  const nameOf = (field: PlanField, value: string): string => {
    if (field === 'isSubsidised') return say(value === 'true' ? planWords.yes : planWords.no);
    if (field === 'classType' && Object.hasOwn(classTypeWords, value))
      return say(classTypeWords[value as keyof typeof classTypeWords]);
    if (field === 'courseVersionId')
      return plan.contents.find(({ courseVersionId }) => courseVersionId === value)?.title ?? plan.course;
    if (field !== 'teacherIds') return value;
    const names = plan.teachers.filter(({ id }) => value.includes(id)).map(({ name }) => name);
    return names.join('、') || say(planWords.none);
  };
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={say(planWords.changed)}>
      <Notice live tone="warn" title={say(planWords.changed)}>
        <ul>
          {changes.map(({ field, was, now }) => (
            <li key={field}>
              {say(sayPlan.change(planFieldWords[field], nameOf(field, was), nameOf(field, now)))}
            </li>
          ))}
        </ul>
        <p>{say(planWords.changedFix)}</p>
      </Notice>
    </div>
  );
}
