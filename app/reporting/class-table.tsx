import { Link } from '@remix-run/react';
import type { ClassListed } from '../training/read-classes.server.ts';
import { classStateWords, classWords } from '../training/words.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { classTones } from './class-frame.tsx';

/** Classes, each a way to its pages. */
export function ClassTable({
  caption,
  classes,
  manyInstitutions,
}: {
  caption: string;
  classes: ClassListed[];
  manyInstitutions: boolean;
}) {
  const say = useWords();
  // A running class is followed, one that waits is decided, any other is planned.
  const firstPage = (state: ClassListed['state']) => {
    if (state === 'approved' || state === 'closed') return '/board';
    return state === 'applied' && manyInstitutions ? '/application' : '';
  };
  const columns: Column<ClassListed>[] = [
    {
      head: say(classWords.name),
      cell: ({ id, title, state }) => (
        <Link
          to={`/desk/classes/${id}${firstPage(state)}`}
          className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
        >
          {title}
        </Link>
      ),
    },
    ...(manyInstitutions
      ? [{ head: say(classWords.institution), cell: ({ institution }: ClassListed) => institution }]
      : []),
    { head: say(classWords.course), cell: ({ course }) => course },
    {
      head: say(classWords.state),
      cell: ({ state }) => <StatusTag tone={classTones[state]}>{say(classStateWords[state])}</StatusTag>,
    },
    { head: say(classWords.dates), cell: ({ startsOn, endsOn }) => `${startsOn} – ${endsOn}` },
    { head: say(classWords.hours), numeric: true, cell: ({ totalHours }) => totalHours },
    { head: say(classWords.learners), numeric: true, cell: ({ learners }) => learners },
  ];
  if (classes.some(({ counts }) => counts !== null))
    for (const state of ['stuck', 'behind', 'never'] as const)
      columns.push({
        head: say(classWords[state]),
        numeric: true,
        cell: ({ id, counts }) =>
          counts && counts[state] > 0 ? (
            <Link
              to={`/desk/classes/${id}/board?show=${state}`}
              className="inline-flex min-h-9 min-w-9 items-center justify-end font-bold text-accent underline underline-offset-4"
            >
              {counts[state]}
            </Link>
          ) : (
            (counts?.[state] ?? '')
          ),
      });
  return <DataTable caption={caption} columns={columns} rows={classes} keyOf={({ id }) => id} />;
}
