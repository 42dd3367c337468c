import { Form, Link } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { sayFault, sayNote } from './fault-words.ts';
import { RowEditor } from './row-editor.tsx';
import { fieldWords, rosterWords as words, sayRoster } from './roster-words.ts';
import type { RosterRow } from './read-rows.ts';
import type { ShownRow } from './show-rows.ts';

/** A roster that is checked and waits for the clerk. `editing` is the row that is open, with all its cells. */
export type PendingRoster = {
  id: string;
  revision: number;
  rows: ShownRow[];
  editing: RosterRow | null;
};

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** What was brought: the rows to correct first, then those that are ready, and the one way on. */
export function ImportPreview({ classId, pending }: { classId: string; pending: PendingRoster }) {
  const say = useWords();
  const isSending = useSending();
  const bad = pending.rows.filter(({ faults }) => faults.length > 0);
  const good = pending.rows.filter(({ faults }) => faults.length === 0);
  const { editing } = pending;
  const here = `/desk/classes/${classId}/roster`;
  return (
    <section className="flex min-w-0 flex-col gap-4" aria-label={say(words.bring)}>
      <Notice
        tone={bad.length === 0 ? 'ok' : 'warn'}
        title={say(sayRoster.counted(good.length, bad.length))}
        live
        action={
          <div className="flex flex-wrap items-center gap-4">
            {good.length > 0 && (
              <Form method="post" action={here}>
                <input type="hidden" name="intent" value="confirm" />
                <input type="hidden" name="importId" value={pending.id} />
                <input type="hidden" name="revision" value={pending.revision} />
                <input type="hidden" name="numbers" value={good.map(({ number }) => number).join(',')} />
                <DeskButton busy={isSending({ intent: 'confirm' })}>
                  {say(sayRoster.import(good.length))}
                </DeskButton>
              </Form>
            )}
            {bad.length > 0 && (
              <a href={`${here}/to-correct.xlsx`} download className={link}>
                {say(words.downloadBad)}
              </a>
            )}
            <Form method="post" action={here}>
              <input type="hidden" name="intent" value="drop" />
              <button type="submit" className={link}>
                {say(words.drop)}
              </button>
            </Form>
          </div>
        }
      >
        {say(words.nothingYet)}
      </Notice>
      <div
        className={
          editing
            ? 'flex min-w-0 flex-col gap-4 desk:grid desk:grid-cols-[minmax(0,1fr)_20rem] desk:items-start'
            : 'min-w-0'
        }
      >
        {editing && (
          <div className="min-w-0 desk:order-last">
            <RowEditor
              key={`${editing.number} ${pending.revision}`}
              classId={classId}
              row={editing}
              faults={pending.rows.find(({ number }) => number === editing.number)?.faults ?? []}
            />
          </div>
        )}
        <div className="flex min-w-0 flex-col gap-4">
          {bad.length > 0 && (
            <DeskPart title={say(words.toCorrect)}>
              <RowTable
                rows={bad}
                caption={say(words.toCorrect)}
                here={here}
                open={editing?.number ?? null}
              />
            </DeskPart>
          )}
          {good.length > 0 && (
            <DeskPart title={say(words.ready)}>
              <RowTable rows={good} caption={say(words.ready)} here={here} open={editing?.number ?? null} />
            </DeskPart>
          )}
        </div>
      </div>
    </section>
  );
}

function RowTable({
  rows,
  caption,
  here,
  open,
}: {
  rows: ShownRow[];
  caption: string;
  here: string;
  open: number | null;
}) {
  const say = useWords();
  const columns: Column<ShownRow>[] = [
    { head: say(words.row), numeric: true, cell: ({ number }) => number },
    { head: say(fieldWords.name), cell: ({ name }) => <b>{name}</b> },
    { head: say(words.problem), cell: (row) => <Sentences row={row} /> },
    {
      head: say(words.action),
      cell: ({ number, name }) => (
        <span className="flex items-center gap-2">
          <Link
            to={`${here}?row=${number}`}
            preventScrollReset
            aria-current={open === number || undefined}
            aria-label={`${say(words.correct)} ${say(sayRoster.atRow(number))} ${name}`}
            className="inline-flex min-h-9 min-w-9 items-center justify-center rounded-field border border-line px-2 text-table hover:bg-accent-soft"
          >
            {say(words.correct)}
          </Link>
          <Form method="post" action={here} preventScrollReset>
            <input type="hidden" name="intent" value="leave-out" />
            <input type="hidden" name="number" value={number} />
            <RowButton aria-label={`${say(words.leaveOut)} ${say(sayRoster.atRow(number))} ${name}`}>
              {say(words.leaveOut)}
            </RowButton>
          </Form>
        </span>
      ),
    },
    {
      head: say(fieldWords.idNumber),
      cell: ({ idNumber }) => <span className="tabular-nums">{idNumber}</span>,
    },
    { head: say(fieldWords.phone), cell: ({ phone }) => <span className="tabular-nums">{phone}</span> },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} keyOf={({ number }) => String(number)} />;
}

/** The faults of a row, or what the clerk should know of it. */
function Sentences({ row: { faults, notes } }: { row: ShownRow }) {
  const say = useWords();
  return (
    <span className="flex min-w-44 flex-col whitespace-normal">
      {faults.map((fault) => {
        const told = sayFault(fault);
        return (
          <span key={fault.code + String(fault.field)}>
            <span className="flex items-start gap-1 font-bold text-bad">
              <Icon name="bad" className="mt-1" />
              {say(told.say)}
            </span>
            {told.why && (
              <details>
                <summary className="inline-flex min-h-6 cursor-pointer items-center text-ink-2 underline underline-offset-4">
                  {say(words.basis)}
                </summary>
                <span lang="zh-CN">{told.why}</span>
              </details>
            )}
          </span>
        );
      })}
      {notes.map((note) => (
        <span key={note} className="flex items-start gap-1 text-warn">
          <Icon name="warn" className="mt-1" />
          {say(sayNote(note))}
        </span>
      ))}
    </span>
  );
}
