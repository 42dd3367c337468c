import { Form } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { inPersonWords as words, markWords, sayInPerson } from './in-person-words.ts';
import { attendanceStates, type AttendanceState } from './attendance-state.ts';
import type { MarkSeen, SessionSeen } from './show-session.server.ts';

const tones = { present: 'ok', late: 'warn', absent: 'bad' } as const;
const lateBy = (mark: MarkSeen['stands'], fromMinute: number) =>
  mark?.state === 'late' ? Math.ceil(((mark.spans[0]?.[0] ?? 0) - fromMinute * 60) / 60) : 0;

/** Who was there: the form to mark them, the sheet that waits for a second person, or what stands (P049). */
export function AttendancePart({
  session,
  errorOf,
}: {
  session: SessionSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const waiting = session.sheets.find(({ source, outcome }) => source === 'hand' && outcome === null);
  return (
    <DeskPart title={say(words.attendance)}>
      {waiting ? (
        <WaitingSheet session={session} sheetId={waiting.id} isMine={waiting.isMine} />
      ) : session.mayTake ? (
        <MarkForm session={session} errorOf={errorOf} />
      ) : session.present === 0 && session.sheets.length === 0 ? (
        <p className="text-ink-2">{say(words.notOver)}</p>
      ) : (
        <MarkTable session={session} />
      )}
    </DeskPart>
  );
}

function Mark({ mark, fromMinute }: { mark: MarkSeen['stands']; fromMinute: number }) {
  const say = useWords();
  if (!mark) return <>—</>;
  const late = lateBy(mark, fromMinute);
  return (
    <StatusTag tone={tones[mark.state]}>
      {say(mark.state === 'late' ? sayInPerson.late(late) : markWords[mark.state])}
    </StatusTag>
  );
}

function MarkTable({ session, isWaiting = false }: { session: SessionSeen; isWaiting?: boolean }) {
  const say = useWords();
  const { marks, fromMinute } = session;
  const hasBefore = isWaiting && marks.some(({ stands }) => stands !== null);
  const columns: Column<MarkSeen>[] = [
    { head: say(words.name), cell: ({ name }) => <b>{name}</b> },
    ...(hasBefore
      ? [
          {
            head: say(words.before),
            cell: ({ stands }: MarkSeen) => <Mark mark={stands} fromMinute={fromMinute} />,
          },
        ]
      : []),
    {
      head: say(words.attendance),
      cell: ({ stands, waits }) => <Mark mark={isWaiting ? waits : stands} fromMinute={fromMinute} />,
    },
  ];
  const rows = isWaiting ? marks.filter(({ waits }) => waits !== null) : marks;
  return (
    <DataTable
      caption={say(words.attendance)}
      columns={columns}
      rows={rows}
      keyOf={({ enrolmentId }) => enrolmentId}
    />
  );
}

function WaitingSheet({
  session,
  sheetId,
  isMine,
}: {
  session: SessionSeen;
  sheetId: string;
  isMine: boolean;
}) {
  const say = useWords();
  const isSending = useSending();
  return (
    <>
      <Notice tone="warn" title={say(words.waits)}>
        {isMine && session.mayTake && say(words.ownSheet)}
      </Notice>
      <MarkTable session={session} isWaiting />
      {session.mayTake && (
        <div className="flex flex-wrap gap-2">
          {!isMine && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="witness" />
              <input type="hidden" name="sheetId" value={sheetId} />
              <input type="hidden" name="outcome" value="confirmed" />
              <DeskButton busy={isSending({ outcome: 'confirmed' })}>{say(words.confirm)}</DeskButton>
            </Form>
          )}
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="witness" />
            <input type="hidden" name="sheetId" value={sheetId} />
            <input type="hidden" name="outcome" value="declined" />
            <RowButton>{say(words.decline)}</RowButton>
          </Form>
        </div>
      )}
    </>
  );
}

function MarkForm({
  session,
  errorOf,
}: {
  session: SessionSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const isSending = useSending();
  const { marks, fromMinute, seen, newId } = session;
  const isCorrection = marks.some(({ stands }) => stands !== null);
  const columns: Column<MarkSeen>[] = [
    { head: say(words.name), cell: ({ name }) => <b>{name}</b> },
    {
      head: say(words.attendance),
      cell: ({ enrolmentId, name, stands }) => (
        <span role="radiogroup" aria-label={say(sayInPerson.theLearner(name))} className="flex gap-2">
          {attendanceStates.map((one: AttendanceState) => (
            <label
              key={one}
              htmlFor={`${one}-${enrolmentId}`}
              className="inline-flex min-h-9 items-center gap-1"
            >
              <input
                type="radio"
                id={`${one}-${enrolmentId}`}
                name={`state-${enrolmentId}`}
                value={one}
                defaultChecked={(stands?.state ?? (isCorrection ? 'absent' : 'present')) === one}
                className="h-5 w-5 accent-accent"
              />
              {say(markWords[one])}
            </label>
          ))}
        </span>
      ),
    },
    {
      head: say(words.lateHead),
      cell: ({ enrolmentId, name, stands }) => (
        <input
          name={`late-${enrolmentId}`}
          aria-label={`${say(words.lateBy)} ${name}`}
          inputMode="numeric"
          pattern="\d{1,3}"
          defaultValue={lateBy(stands, fromMinute) || ''}
          autoComplete="off"
          className="min-h-9 w-14 rounded-field border-2 border-line bg-card px-2"
        />
      ),
    },
  ];
  return (
    <Form method="post" preventScrollReset key={seen} className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="attend" />
      <input type="hidden" name="sheetId" value={newId} />
      <input type="hidden" name="seen" value={seen} />
      {errorOf('late') && (
        <p role="alert" className="font-bold text-bad">
          {say(words.lateMissing)}
        </p>
      )}
      <DataTable
        caption={say(words.attendance)}
        columns={columns}
        rows={marks}
        keyOf={({ enrolmentId }) => enrolmentId}
      />
      {isCorrection && (
        <DeskField
          name="reason"
          id="attend-reason"
          label={say(words.correctionReason)}
          hint={say(words.correctionHint)}
          error={errorOf('reason')}
          maxLength={200}
          autoComplete="off"
        />
      )}
      <span>
        <DeskButton busy={isSending({ intent: 'attend' })}>{say(words.save)}</DeskButton>
      </span>
    </Form>
  );
}
