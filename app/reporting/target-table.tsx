import type { ReactNode } from 'react';
import { findClause } from '../training/plan/clauses.ts';
import { namePlace } from '../training/targets/place-names.ts';
import type { TargetReached } from '../training/targets/read-targets.server.ts';
import {
  inferredNote,
  measureWords,
  sayTargets,
  targetWords as words,
  wordGroup,
} from '../training/targets/targets-words.ts';
import { Chart } from '../ui/chart.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { useWords } from '../ui/frame.tsx';
import { sayBureau } from './bureau-words.ts';

/** Whole per cent, rounded down: no more is told than is reached. */
export const sharePct = (reached: number, people: number): string =>
  people === 0 ? '—' : `${Math.floor((reached * 100) / people)}%`;

/** Stands wherever a number of these was inferred (P112). */
export function InferredNote({ targets }: { targets: TargetReached[] }) {
  const say = useWords();
  if (!targets.some(({ isInferred }) => isInferred)) return null;
  return <p className="font-bold text-warn">{say(inferredNote)}</p>;
}

/** Targets of places with what was recognised of each; `action` is what may be done with one. */
export function TargetTable({
  targets,
  occupations,
  action,
}: {
  targets: TargetReached[];
  occupations: { id: string; name: string }[];
  action?: (target: TargetReached) => ReactNode;
}) {
  const say = useWords();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <InferredNote targets={targets} />
      <DataTable
        caption={say(words.title)}
        rows={targets}
        keyOf={({ id }) => id}
        columns={[
          { head: say(words.place), cell: ({ placeCode, scope }) => <b>{namePlace(placeCode, scope)}</b> },
          { head: say(words.group), cell: ({ group }) => say(wordGroup(group, occupations)) },
          {
            head: say(words.period),
            cell: ({ fromYear, toYear }) => sayTargets.years(fromYear, toYear),
          },
          {
            head: say(words.people),
            numeric: true,
            cell: ({ people, isInferred }) => `${people}${isInferred ? '*' : ''}`,
          },
          { head: say(words.reached), numeric: true, cell: ({ reached }) => reached },
          {
            head: say(words.share),
            numeric: true,
            cell: ({ reached, people }) => sharePct(reached, people),
          },
          ...(action ? [{ head: say(words.change), cell: action }] : []),
          { head: say(words.measure), cell: ({ measure }) => say(measureWords[measure]) },
          {
            head: say(words.source),
            cell: ({ bureau, clause, isInferred }) =>
              bureau ?? `${findClause(clause)?.document ?? ''}${isInferred ? ` * ${say(inferredNote)}` : ''}`,
          },
        ]}
      />
    </div>
  );
}

/** The targets that most places share, each place beside what it reached; the table beside says the same. */
export function TargetChart({
  targets,
  occupations,
}: {
  targets: TargetReached[];
  occupations: { id: string; name: string }[];
}) {
  const say = useWords();
  const shared = pickShared(targets);
  const [first] = shared;
  if (!first) return null;
  const people = shared.reduce((sum, one) => sum + one.people, 0);
  const reached = shared.reduce((sum, one) => sum + one.reached, 0);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <InferredNote targets={shared} />
      <Chart
        title={`${say(words.chart)} · ${say(wordGroup(first.group, occupations))} · ${sayTargets.years(first.fromYear, first.toYear)}`}
        say={say(sayBureau.chart(shared.length, reached, people))}
        spec={{
          across: true,
          categories: shared.map(({ placeCode, scope }) => namePlace(placeCode, scope)),
          series: [
            { name: say(words.people), values: shared.map((one) => one.people) },
            { name: say(words.reached), values: shared.map((one) => one.reached) },
          ],
        }}
      />
    </div>
  );
}

/** Of one group, measure and period, that with the most places, then people; a city that is shown by its units is not shown again. */
function pickShared(targets: TargetReached[]): TargetReached[] {
  const parts = new Map<string, TargetReached[]>();
  for (const one of targets) {
    const key = [one.group, one.measure, one.fromYear, one.toYear].join('|');
    parts.set(key, [...(parts.get(key) ?? []), one]);
  }
  const sum = (part: TargetReached[]) => part.reduce((all, { people }) => all + people, 0);
  const [most = []] = [...parts.values()].sort((a, b) => b.length - a.length || sum(b) - sum(a));
  const units = most.filter(({ placeCode, scope }) => scope === 'own' || !placeCode.endsWith('00'));
  return units.length > 1 ? units : most;
}
