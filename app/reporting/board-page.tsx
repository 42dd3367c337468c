import { Form, Link } from '@remix-run/react';
import { sayLength } from '../study/say-time.ts';
import { countBoard, type BoardRow, type BoardView } from '../training/board/arrange-board.ts';
import { boardWords as words, holdUpWords, progressWords, sayBoard } from '../training/board/board-words.ts';
import type { ProgressState } from '../training/board/judge-progress.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { DeskSelect } from '../ui/desk-fields.tsx';
import { DeskButton, DeskField } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { StatusTag, type Tone } from '../ui/notice.tsx';
import { Empty } from '../ui/states.tsx';
import { HelpLink } from './help-link.tsx';
import type { DeskSeen } from './read-desk.server.ts';
import { sayMoment } from './say-moment.ts';

export const progressTones: Record<ProgressState, Tone> = {
  stuck: 'bad',
  behind: 'warn',
  never: 'info',
  on_plan: 'ok',
  finished: 'ok',
  not_open: 'plain',
};

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** The board of a class: who is on plan, behind, stuck and why. Nobody can edit credit here (I7). */
export function BoardPage({
  classId,
  role,
  rows,
  all,
  view,
}: {
  classId: string;
  role: DeskSeen['role'];
  /** The rows of the view, and everybody for the counts. */
  rows: BoardRow[];
  all: BoardRow[];
  view: BoardView;
}) {
  const say = useWords();
  if (all.length === 0)
    return (
      <Empty icon="people" say={say(words.empty)}>
        {role === 'clerk' && (
          <Link to={`/desk/classes/${classId}/roster`} className={link}>
            {say(words.importRoster)}
          </Link>
        )}
      </Empty>
    );
  return (
    <>
      <Counts all={all} view={view} />
      <Form className="flex flex-wrap items-end gap-2">
        {view.show !== 'all' && <input type="hidden" name="show" value={view.show} />}
        <DeskField
          name="find"
          type="search"
          label={say(words.search)}
          hint={say(words.searchHint)}
          defaultValue={view.find}
          maxLength={40}
          autoComplete="off"
        />
        <DeskSelect
          name="sort"
          label={say(words.sort)}
          defaultValue={view.sort}
          options={[
            { value: 'state', label: say(words.sortState) },
            { value: 'credited', label: say(words.sortCredited) },
            { value: 'last', label: say(words.sortLast) },
            { value: 'name', label: say(words.sortName) },
          ]}
        />
        <DeskButton>{say(words.show)}</DeskButton>
        <a href={`/desk/classes/${classId}/board.xlsx`} download className={`${link} px-2`}>
          {say(words.export)}
        </a>
      </Form>
      {rows.length === 0 ? (
        <Empty icon="people" say={say(words.nobody)} />
      ) : (
        <BoardTable classId={classId} role={role} rows={rows} />
      )}
      <p className="text-table text-ink-2">{say(words.readOnly)}</p>
    </>
  );
}

/** How many stand where, each a way to see them alone. */
function Counts({ all, view }: { all: BoardRow[]; view: BoardView }) {
  const say = useWords();
  const chips = [{ state: 'all' as const, count: all.length }, ...countBoard(all)];
  return (
    <nav aria-label={say(words.state)} className="flex flex-wrap gap-2">
      {chips.map(({ state, count }) => (
        <Link
          key={state}
          to={state === 'all' ? '?' : `?show=${state}`}
          aria-current={view.show === state ? 'true' : undefined}
          className={`inline-flex min-h-9 items-center gap-2 rounded-field border-2 px-3 ${view.show === state ? 'border-accent bg-accent-soft font-bold' : 'border-hair bg-card'}`}
        >
          {say(state === 'all' ? words.all : progressWords[state])}
          <span className="tabular-nums">{say(sayBoard.count(count))}</span>
        </Link>
      ))}
    </nav>
  );
}

function BoardTable({ classId, role, rows }: { classId: string; role: DeskSeen['role']; rows: BoardRow[] }) {
  const say = useWords();
  const { lang } = useFrame();
  const columns: Column<BoardRow>[] = [
    {
      head: say(words.learner),
      cell: ({ enrolmentId, name }) => (
        <Link to={`/desk/classes/${classId}/learners/${enrolmentId}`} className={link}>
          {name}
        </Link>
      ),
    },
    {
      head: say(words.state),
      cell: ({ state }) => <StatusTag tone={progressTones[state]}>{say(progressWords[state])}</StatusTag>,
    },
    {
      head: say(words.why),
      cell: (row) => {
        return (
          <span className="inline-flex flex-wrap items-center gap-x-2">
            {row.holdUp === null ? '' : say(holdUpWords[row.holdUp])}
            {role === 'clerk' && <HelpLink row={row} classId={classId} />}
          </span>
        );
      },
    },
    { head: say(words.credited), numeric: true, cell: ({ creditedMs }) => sayLength(creditedMs, lang) },
    { head: say(words.due), numeric: true, cell: ({ dueMs }) => sayLength(dueMs, lang) },
    {
      head: say(words.withheld),
      numeric: true,
      cell: ({ withheldMs }) => (withheldMs > 0 ? sayLength(withheldMs, lang) : say(words.none)),
    },
    {
      head: say(words.lessons),
      numeric: true,
      cell: ({ completedLessons, lessons }) => say(sayBoard.lessons(completedLessons, lessons)),
    },
    {
      head: say(words.lastStudied),
      cell: ({ lastStudiedMs }) => (lastStudiedMs === null ? say(words.never) : sayMoment(lastStudiedMs)),
    },
    { head: say(words.phone), cell: ({ maskedPhone }) => maskedPhone },
  ];
  return (
    <DataTable
      caption={say(words.learner)}
      columns={columns}
      rows={rows}
      keyOf={({ enrolmentId }) => enrolmentId}
    />
  );
}
