import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ClauseNote } from './clause-note.tsx';
import type { PlanFault } from './judge-plan.ts';
import { planWords } from './plan-words.ts';
import { sayFault } from './say-fault.ts';

/** What a plan still lacks, each with its field, its repair and its clause; with nothing left, that it can be handed in. */
export function FaultList({ faults, isEditable }: { faults: PlanFault[]; isEditable: boolean }) {
  const say = useWords();
  if (faults.length === 0) return isEditable ? <Notice tone="ok" title={say(planWords.ready)} /> : null;
  return (
    <Notice tone="warn" title={say(planWords.before)}>
      <ul className="flex flex-col gap-1">
        {faults.map((fault) => {
          const { say: what, fix, field } = sayFault(fault);
          return (
            <li key={fault.code}>
              {isEditable && field ? (
                <a href={`#${field}`} className="font-bold text-accent underline underline-offset-4">
                  {say(what)}
                </a>
              ) : (
                <span className="font-bold">{say(what)}</span>
              )}{' '}
              {isEditable && say(fix)}
              <ClauseNote ids={[fault.clause]} />
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
