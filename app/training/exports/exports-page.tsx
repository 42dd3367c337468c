import { Form, Link } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { StatusTag, type Tone } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { sayBytes } from '../../ui/say-bytes.ts';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { ExportSeen } from './ask-export.server.ts';
import type { ExportKind, ExportState } from './export-kinds.ts';
import { exportKindWords, exportStateWords, exportWords as words } from './export-words.ts';

const tones: Record<ExportState, Tone> = {
  waiting: 'plain',
  working: 'info',
  ready: 'ok',
  cancelled: 'plain',
  stopped: 'warn',
  expired: 'plain',
};
const link =
  'inline-flex min-h-9 items-center gap-1 rounded-field px-2 font-bold text-accent underline underline-offset-4';

/** Files that somebody asked for: how far each is, its download, and a way to stop it. */
export function ExportsPage({
  exports,
  kinds,
  sayAt,
}: {
  exports: ExportSeen[];
  kinds: ExportKind[];
  sayAt(atMs: number): string;
}) {
  const say = useWords();
  const isSending = useSending();
  const isWritten = (one: ExportSeen) => one.state === 'waiting' || one.state === 'working';
  const columns: Column<ExportSeen>[] = [
    { head: say(words.what), cell: ({ kind }) => <b>{say(exportKindWords[kind])}</b> },
    { head: say(words.asked), cell: ({ askedMs }) => <span className="tabular-nums">{sayAt(askedMs)}</span> },
    {
      head: say(words.state),
      cell: (one) => (
        <span className="flex items-center gap-2">
          <StatusTag tone={tones[one.state]}>{say(exportStateWords[one.state])}</StatusTag>
          {isWritten(one) && (
            <>
              <span className="inline-block w-32">
                <Progress
                  doneMs={one.pct}
                  wholeMs={100}
                  label={`${say(words.progress)} ${say(exportKindWords[one.kind])}`}
                  text={`${one.pct}%`}
                />
              </span>
              <span className="tabular-nums">{one.pct}%</span>
            </>
          )}
        </span>
      ),
    },
    { head: say(words.rows), numeric: true, cell: ({ rowsDone }) => rowsDone },
    {
      head: say(words.file),
      cell: (one) =>
        one.state === 'ready' ? (
          <span className="flex items-center gap-2">
            <a
              href={`/desk/exports/${one.id}/file`}
              download
              className={link}
              aria-label={`${say(words.download)} ${say(exportKindWords[one.kind])} ${sayAt(one.askedMs)}`}
            >
              <Icon name="file" />
              {say(words.download)}
            </a>
            <span className="text-ink-2">
              {sayBytes(one.bytes)} · {say(words.until)} {sayAt(one.expiresMs)}
            </span>
          </span>
        ) : isWritten(one) ? (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="cancel" />
            <input type="hidden" name="export" value={one.id} />
            <RowButton
              resting={isSending({ export: one.id })}
              aria-label={`${say(words.cancel)} ${say(exportKindWords[one.kind])}`}
            >
              {say(words.cancel)}
            </RowButton>
          </Form>
        ) : null,
    },
  ];
  return (
    <>
      <p className="text-ink-2">{say(words.hint)}</p>
      <div className="flex flex-wrap items-center gap-3">
        {kinds.map((kind) => (
          <Form key={kind} method="post" preventScrollReset>
            <input type="hidden" name="intent" value="ask" />
            <input type="hidden" name="kind" value={kind} />
            <DeskButton busy={isSending({ kind })}>
              {say(exportKindWords[kind])} · {say(words.ask)}
            </DeskButton>
          </Form>
        ))}
        {exports.some(isWritten) && (
          <Link to="/desk/exports" reloadDocument className={link}>
            {say(words.reload)}
          </Link>
        )}
      </div>
      {exports.length === 0 ? (
        <Empty icon="file" say={say(words.none)} />
      ) : (
        <DataTable caption={say(words.title)} columns={columns} rows={exports} keyOf={({ id }) => id} />
      )}
    </>
  );
}
