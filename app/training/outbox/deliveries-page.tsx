import { Link } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { deliveryWords as words, recordKindWords, sayDelivery } from './delivery-words.ts';
import type { DeliveriesSeen, RecordListed } from './read-delivery.server.ts';

const link = 'inline-flex min-h-9 items-center text-accent underline underline-offset-4';

/** What the supervision platform was sent, when, and what waits and why (P003, P022). */
export function DeliveriesPage({
  seen,
  onlyWaiting,
  isFirst,
  most,
  mayOpen,
  sayAt,
}: {
  seen: DeliveriesSeen;
  onlyWaiting: boolean;
  isFirst: boolean;
  /** Up to how many are counted. */
  most: number;
  /** The classes concern this reader. */
  mayOpen: boolean;
  sayAt(atMs: number): string;
}) {
  const say = useWords();
  const { records, older, waiting, oldestMs } = seen;
  const columns: Column<RecordListed>[] = [
    { head: say(words.number), numeric: true, cell: ({ seq }) => seq },
    { head: say(words.what), cell: ({ kind }) => say(recordKindWords[kind]) },
    {
      head: say(words.class),
      cell: ({ classId, title }) =>
        mayOpen ? (
          <Link to={`/desk/classes/${classId}/application`} className={link}>
            {title}
          </Link>
        ) : (
          title
        ),
    },
    { head: say(words.institution), cell: ({ institution }) => institution },
    { head: say(words.when), cell: ({ atMs }) => <span className="tabular-nums">{sayAt(atMs)}</span> },
    { head: say(words.state), cell: (row) => <Standing row={row} sayAt={sayAt} /> },
    {
      head: say(words.hash),
      cell: ({ sha256 }) => (
        <code className="font-mono" title={sha256}>
          {sha256.slice(0, 12)}
        </code>
      ),
    },
  ];
  const tabs = [
    { to: '?', label: say(words.all), isHere: !onlyWaiting },
    { to: '?waiting', label: say(words.onlyWaiting), isHere: onlyWaiting },
  ];
  return (
    <>
      {waiting > 0 ? (
        <Notice tone="warn" title={say(sayDelivery.waiting(waiting, most))}>
          {oldestMs !== null && say(sayDelivery.since(sayAt(oldestMs)))}
        </Notice>
      ) : (
        records.length > 0 && <Notice tone="ok" title={say(words.allDone)} />
      )}
      <nav aria-label={say(words.show)} className="flex flex-wrap gap-4">
        {tabs.map(({ to, label, isHere }) => (
          <Link
            key={to}
            to={to}
            aria-current={isHere ? 'page' : undefined}
            className={isHere ? 'inline-flex min-h-9 items-center font-bold' : link}
          >
            {label}
          </Link>
        ))}
      </nav>
      {records.length === 0 ? (
        <Empty icon="file" say={say(onlyWaiting ? words.allDone : words.none)} />
      ) : (
        <DataTable
          caption={say(words.title)}
          columns={columns}
          rows={records}
          keyOf={({ seq }) => String(seq)}
        />
      )}
      <p className="flex flex-wrap gap-4">
        {older !== null && (
          <Link to={`?${onlyWaiting ? 'waiting&' : ''}before=${older}`} className={link}>
            {say(words.older)}
          </Link>
        )}
        {!isFirst && (
          <Link to={onlyWaiting ? '?waiting' : '?'} className={link}>
            {say(words.newest)}
          </Link>
        )}
      </p>
    </>
  );
}

function Standing({ row, sayAt }: { row: RecordListed; sayAt(atMs: number): string }) {
  const say = useWords();
  const { deliveredMs, adapter, answer, nextMs } = row;
  if (deliveredMs !== null)
    return (
      <span className="flex items-center gap-2">
        <StatusTag tone="ok">{say(words.delivered)}</StatusTag>
        <span className="tabular-nums">{sayAt(deliveredMs)}</span>
        <span className="text-ink-2">{adapter === 'http' ? say(words.http) : say(words.file)}</span>
      </span>
    );
  return (
    <span className="flex items-center gap-2">
      <StatusTag tone="warn">{say(words.waits)}</StatusTag>
      {answer !== null && (
        <span>
          {answer} · {say(sayDelivery.next(sayAt(nextMs)))}
        </span>
      )}
    </span>
  );
}
