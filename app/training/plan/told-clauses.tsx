import { refusalWords } from '../../platform/words.ts';
import { useWords } from '../../ui/frame.tsx';
import { ClauseNote } from './clause-note.tsx';
import type { PlanTold } from './plan-told.ts';

/** The clauses behind what was refused just now. */
export function ToldClauses({ told }: { told: PlanTold | null }) {
  const say = useWords();
  const why = told?.refused && refusalWords[told.refused.code].why;
  return (
    <>
      <ClauseNote ids={(told?.faults ?? []).map(({ clause }) => clause)} />
      {why && <p className="text-table text-ink-2">{say(why)}</p>}
    </>
  );
}
