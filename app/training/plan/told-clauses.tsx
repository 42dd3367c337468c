import { refusalWords } from '../../platform/words.ts';
import { useWords } from '../../ui/frame.tsx';
import { ClauseNote } from './clause-note.tsx';
import { findClause } from './clauses.ts';
import type { PlanTold } from './plan-told.ts';

/** The clauses behind what was refused just now, each once. */
export function ToldClauses({ told }: { told: PlanTold | null }) {
  const say = useWords();
  const ids = new Set((told?.faults ?? []).map(({ clause }) => clause));
  const why = told?.refused && refusalWords[told.refused.code].why;
  return (
    <>
      {[...ids].map((id) => {
        const clause = findClause(id);
        return clause && <ClauseNote key={id} clause={clause} />;
      })}
      {why && <p className="text-table text-ink-2">{say(why)}</p>}
    </>
  );
}
