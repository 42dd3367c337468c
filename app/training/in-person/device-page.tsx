import { Form, Link } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskFile } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { FormTold } from '../application/application-told.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { deviceFaultWords, inPersonWords as words, sayDeviceFile, sayInPerson } from './in-person-words.ts';
import { saySecond } from './judge-session.ts';
import type { MatchedRow } from './match-device-rows.ts';

/** A file that is read and waits to be confirmed. */
export type PendingFile = {
  id: string;
  seenSha256: string;
  changes: number;
  corrections: number;
  rows: Pick<MatchedRow, 'number' | 'name' | 'day' | 'span' | 'fault'>[];
};

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** The file of a sign-in device: brought, looked at row by row, then imported or dropped (P049). */
export function DevicePage({
  classId,
  pending,
  imported,
  told,
}: {
  classId: string;
  pending: PendingFile | null;
  imported: number | null;
  told: FormTold;
}) {
  const say = useWords();
  const isSending = useSending();
  const isFile = told?.refused === 'attendance_file';
  return (
    <>
      {told && !isFile && told.refused !== 'reason_missing' && (
        <Notice tone="warn" title={say(refusalWords[told.refused].say)} live>
          {say(refusalWords[told.refused].fix)}
        </Notice>
      )}
      {imported !== null && !told && <Notice tone="ok" title={say(sayInPerson.imported(imported))} live />}
      {pending ? (
        <Preview pending={pending} told={told} />
      ) : (
        <DeskPart title={say(words.device)}>
          <Form method="post" encType="multipart/form-data" className="flex flex-col gap-2">
            <input type="hidden" name="intent" value="bring" />
            <DeskFile
              name="file"
              label={say(words.file)}
              hint={say(words.fileHint)}
              error={isFile ? say(sayDeviceFile(String(told.facts['fault']))) : undefined}
              accept=".xlsx,.csv,.txt"
              required
            />
            <span>
              <DeskButton busy={isSending({ intent: 'bring' })}>{say(words.check)}</DeskButton>
            </span>
          </Form>
          <ClauseNote ids={['P049']} />
        </DeskPart>
      )}
      <span>
        <Link to={`/desk/classes/${classId}/sessions`} className={link}>
          {say(words.back)}
        </Link>
      </span>
    </>
  );
}

function Preview({ pending, told }: { pending: PendingFile; told: FormTold }) {
  const say = useWords();
  const isSending = useSending();
  const { rows, changes, corrections } = pending;
  const bad = rows.filter(({ fault }) => fault !== null);
  const sorted = [...bad, ...rows.filter(({ fault }) => fault === null)];
  const columns: Column<(typeof rows)[number]>[] = [
    { head: say(words.row), numeric: true, cell: ({ number }) => number },
    { head: say(words.name), cell: ({ name }) => <b>{name || '—'}</b> },
    {
      head: say(words.time),
      cell: ({ day, span }) => (
        <span className="tabular-nums">
          {day ?? '—'} {span ? [...new Set(span)].map(saySecond).join('–') : ''}
        </span>
      ),
    },
    {
      head: say(words.problem),
      cell: ({ fault }) =>
        fault === null ? (
          say(words.good)
        ) : (
          <span className="font-bold text-bad">{say(deviceFaultWords[fault])}</span>
        ),
    },
  ];
  return (
    <>
      <Notice
        tone={bad.length === 0 ? 'ok' : 'warn'}
        title={say(
          changes === 0 && bad.length === 0 ? words.nothingNew : sayInPerson.counted(changes, bad.length),
        )}
        live
      >
        {say(words.nothingYet)}
      </Notice>
      <div className="flex flex-wrap items-end gap-4">
        {changes > 0 && (
          <Form method="post" className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="intent" value="confirm" />
            <input type="hidden" name="importId" value={pending.id} />
            <input type="hidden" name="seenSha256" value={pending.seenSha256} />
            {corrections > 0 && (
              <DeskField
                name="reason"
                label={say(words.correctionReason)}
                hint={say(sayInPerson.corrections(corrections))}
                error={told?.refused === 'reason_missing' ? say(refusalWords.reason_missing.say) : undefined}
                maxLength={200}
                autoComplete="off"
                required
              />
            )}
            <DeskButton busy={isSending({ intent: 'confirm' })}>{say(words.importIt)}</DeskButton>
          </Form>
        )}
        <Form method="post">
          <input type="hidden" name="intent" value="drop" />
          <button type="submit" className={link}>
            {say(words.drop)}
          </button>
        </Form>
      </div>
      <DataTable
        caption={say(words.problem)}
        columns={columns}
        rows={sorted}
        keyOf={({ number }) => String(number)}
      />
    </>
  );
}
