import { Form } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { inPersonWords as words, sayInPerson } from './in-person-words.ts';
import { sayMinute, saySecond } from './judge-session.ts';
import type { SessionSeen } from './show-session.server.ts';
import type { Recording } from './subsidy.server.ts';

/** The recordings of a session, whom they show, and the form to register one (P051–P053). */
export function RecordingsPart({
  session,
  errorOf,
}: {
  session: SessionSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const isSending = useSending();
  const { recordings, fromMinute, toMinute, mayTake, marks, newId } = session;
  const isHeld = marks.some(({ stands }) => stands !== null);
  const columns: Column<Recording>[] = [
    {
      head: say(words.piece),
      cell: ({ fromS, toS }) => (
        <span className="tabular-nums">
          {saySecond(fromS)}–{saySecond(toS)}
        </span>
      ),
    },
    {
      head: say(words.visible),
      numeric: true,
      cell: ({ visible, present }) => say(sayInPerson.people(visible, present)),
    },
    {
      head: say(words.state),
      cell: ({ visible, present }) => (
        <StatusTag tone={visible < present ? 'bad' : 'ok'}>
          {say(visible < present ? words.notShown : words.shown)}
        </StatusTag>
      ),
    },
    { head: say(words.keptAt), cell: ({ keptAt }) => keptAt },
    { head: say(words.by), cell: ({ by }) => by },
    {
      head: 'SHA-256',
      cell: ({ sha256 }) => (sha256 === null ? '—' : <code title={sha256}>{sha256.slice(0, 12)}…</code>),
    },
  ];
  return (
    <DeskPart title={say(words.recordings)}>
      {recordings.length === 0 ? (
        <p className="text-ink-2">{say(isHeld ? words.noRecordings : words.recordingFirst)}</p>
      ) : (
        <DataTable
          caption={say(words.recordings)}
          columns={columns}
          rows={recordings}
          keyOf={({ id }) => id}
        />
      )}
      <ClauseNote ids={['P051', 'P052', 'P053', ...(session.original ? ['P055'] : [])]} />
      {mayTake && isHeld && (
        <Form method="post" preventScrollReset key={recordings.length} className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="record" />
          <input type="hidden" name="id" value={newId} />
          <div className="grid gap-3 desk:grid-cols-4">
            <DeskField
              name="fromS"
              type="time"
              step={1}
              label={say(words.from)}
              error={errorOf('fromS')}
              defaultValue={sayMinute(fromMinute)}
              required
            />
            <DeskField
              name="toS"
              type="time"
              step={1}
              label={say(words.to)}
              error={errorOf('toS')}
              defaultValue={sayMinute(toMinute)}
              required
            />
            <DeskField
              name="keptAt"
              label={say(words.keptAt)}
              error={errorOf('keptAt')}
              maxLength={80}
              autoComplete="off"
              required
            />
            <DeskField
              name="visible"
              inputMode="numeric"
              pattern="\d{1,2}"
              label={say(words.visible)}
              hint={say(words.visibleHint)}
              error={errorOf('visible')}
              autoComplete="off"
              required
            />
            <DeskField
              name="sha256"
              label={say(words.sha256)}
              error={errorOf('sha256')}
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          <span>
            <DeskButton busy={isSending({ intent: 'record' })}>{say(words.register)}</DeskButton>
          </span>
        </Form>
      )}
    </DeskPart>
  );
}
