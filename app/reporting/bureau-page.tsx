import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { institutionWords, standingWords } from '../training/application/institution-words.ts';
import { ClauseNote } from '../training/plan/clause-note.tsx';
import { namePlace } from '../training/targets/place-names.ts';
import { classWords } from '../training/words.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { StatusTag, type Tone } from '../ui/notice.tsx';
import { bureauWords as words, sayBureau } from './bureau-words.ts';
import { QuotaTable } from './quota-table.tsx';
import type { Locked, Overview, ToDecide, ToInspect, Waiting } from './read-overview.server.ts';
import { TargetChart, TargetTable } from './target-table.tsx';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** The home of a bureau: what waits in its area first, then how the year stands. */
export function BureauPage({ seen }: { seen: Overview }) {
  const say = useWords();
  const { toDecide, toInspect, locks, institutions, quotas, targets, occupations } = seen;
  const decideTone: Tone = toDecide.count === 0 ? 'ok' : toDecide.oldestDays >= 5 ? 'bad' : 'warn';
  const inspectTone: Tone = toInspect.count === 0 ? 'ok' : toInspect.overdue > 0 ? 'bad' : 'warn';
  const stoppedTone: Tone = institutions.barred > 0 ? 'bad' : institutions.rectifying > 0 ? 'warn' : 'ok';
  return (
    <>
      <div className="grid items-start gap-4 desk:grid-cols-2">
        <Part
          title={say(words.toDecide)}
          tone={decideTone}
          state={
            toDecide.count === 0
              ? say(words.noneToDecide)
              : `${say(sayBureau.classes(toDecide.count))} · ${say(sayBureau.oldest(toDecide.oldestDays))}`
          }
          all="/desk/classes"
        >
          {toDecide.classes.length > 0 && (
            <DataTable
              caption={say(words.toDecide)}
              rows={toDecide.classes}
              keyOf={({ id }) => id}
              columns={decideColumns(say)}
            />
          )}
        </Part>
        <Part
          title={say(words.inspections)}
          tone={inspectTone}
          state={
            toInspect.count === 0
              ? say(words.noneToInspect)
              : `${say(sayBureau.classes(toInspect.count))} · ${say(sayBureau.overdue(toInspect.overdue))}`
          }
          all="/desk/classes"
        >
          {toInspect.classes.length > 0 && (
            <DataTable
              caption={say(words.inspections)}
              rows={toInspect.classes}
              keyOf={({ id }) => id}
              columns={inspectColumns(say)}
            />
          )}
          <ClauseNote ids={['P048']} />
        </Part>
        <Part
          title={say(words.institutions)}
          tone={stoppedTone}
          state={
            stoppedTone === 'ok'
              ? say(words.allNormal)
              : say(sayBureau.standing(institutions.barred, institutions.rectifying))
          }
          all="/desk/institutions"
        >
          {institutions.stopped.length > 0 && (
            <DataTable
              caption={say(words.institutions)}
              rows={institutions.stopped}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: say(institutionWords.name),
                  cell: ({ id, name }) => (
                    <Link to={`/desk/institutions?institution=${id}`} className={link}>
                      {name}
                    </Link>
                  ),
                },
                {
                  head: say(institutionWords.standing),
                  cell: ({ standing }) => (
                    <StatusTag tone={standing === 'barred' ? 'bad' : 'warn'}>
                      {say(standingWords[standing])}
                    </StatusTag>
                  ),
                },
                {
                  head: say(institutionWords.until),
                  cell: ({ untilDay }) => untilDay ?? say(institutionWords.always),
                },
                { head: say(institutionWords.place), cell: ({ placeCode }) => namePlace(placeCode) },
              ]}
            />
          )}
        </Part>
        <Part
          title={say(words.locks)}
          tone={locks.length === 0 ? 'ok' : 'warn'}
          state={say(locks.length === 0 ? words.noLocks : sayBureau.classes(locks.length))}
        >
          {locks.length > 0 && (
            <DataTable
              caption={say(words.locks)}
              rows={locks}
              keyOf={({ id }) => id}
              columns={lockColumns(say)}
            />
          )}
          <ClauseNote ids={['P057']} />
        </Part>
      </div>
      <DeskPart
        title={say(words.targets)}
        aside={
          <Link to="/desk/targets" className={link}>
            {say(targets.length === 0 ? words.setTargets : words.all)}
          </Link>
        }
      >
        {targets.length === 0 ? (
          <p className="text-ink-2">{say(words.noTargets)}</p>
        ) : (
          <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <TargetChart targets={targets} occupations={occupations} />
            <TargetTable targets={targets} occupations={occupations} />
          </div>
        )}
      </DeskPart>
      <DeskPart
        title={say(words.quotas)}
        aside={
          <Link to="/desk/quotas" className={link}>
            {say(quotas.length === 0 ? words.setQuotas : words.all)}
          </Link>
        }
      >
        {quotas.length === 0 ? (
          <p className="text-ink-2">{say(words.noQuotas)}</p>
        ) : (
          <QuotaTable quotas={quotas} />
        )}
      </DeskPart>
    </>
  );
}

/** A thing that may wait: how many of it in one line, then the first of them. */
function Part({
  title,
  tone,
  state,
  all,
  children,
}: {
  title: string;
  tone: Tone;
  state: string;
  all?: string;
  children: ReactNode;
}) {
  const say = useWords();
  return (
    <DeskPart title={title} aside={<StatusTag tone={tone}>{state}</StatusTag>}>
      {children}
      {all && (
        <Link to={all} aria-label={`${say(words.all)} ${title}`} className={link}>
          {say(words.all)}
        </Link>
      )}
    </DeskPart>
  );
}

type Say = ReturnType<typeof useWords>;

function classColumn<Row extends Waiting>(say: Say, page: string): Column<Row>[] {
  return [
    {
      head: say(classWords.name),
      cell: ({ id, title }) => (
        <Link to={`/desk/classes/${id}/${page}`} className={link}>
          {title}
        </Link>
      ),
    },
  ];
}

const institutionColumn = <Row extends Waiting>(say: Say): Column<Row> => ({
  head: say(classWords.institution),
  // Two tables stand side by side: a long name breaks and hides nothing.
  cell: ({ institution }) => <span className="block min-w-20 whitespace-normal">{institution}</span>,
});

const decideColumns = (say: Say): Column<ToDecide>[] => [
  ...classColumn<ToDecide>(say, 'application'),
  { head: say(words.waits), cell: ({ days }) => say(sayBureau.days(days)) },
  { head: say(classWords.learners), numeric: true, cell: ({ learners }) => learners },
  { head: say(words.handedIn), cell: ({ handedIn }) => handedIn },
  institutionColumn(say),
];

const inspectColumns = (say: Say): Column<ToInspect>[] => [
  ...classColumn<ToInspect>(say, 'application'),
  {
    head: say(words.due),
    cell: ({ isOverdue }) => (
      <StatusTag tone={isOverdue ? 'bad' : 'warn'}>
        {say(isOverdue ? words.overdue : words.dueLater)}
      </StatusTag>
    ),
  },
  { head: say(words.dueOn), cell: ({ endsOn }) => endsOn },
  institutionColumn(say),
];

const lockColumns = (say: Say): Column<Locked>[] => [
  ...classColumn<Locked>(say, 'ending'),
  { head: say(words.share), numeric: true, cell: ({ sharePct }) => `${sharePct}%` },
  { head: say(words.again), cell: ({ untilDay }) => untilDay },
  institutionColumn(say),
];
