import { Form, Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { rosterFields, type RosterField } from './find-header.ts';
import { sayFault } from './fault-words.ts';
import type { RosterRow } from './read-rows.ts';
import type { RowFault } from './roster-fault.ts';
import { fieldHints, fieldWords, rosterWords as words, sayRoster } from './roster-words.ts';

/** One row with all its cells, each under what is wrong with it; corrected, the whole list is checked again. */
export function RowEditor({ classId, row, faults }: { classId: string; row: RosterRow; faults: RowFault[] }) {
  const say = useWords();
  const isSending = useSending();
  const about = (field: RosterField | null) => {
    const found = faults.filter((fault) => fault.field === field);
    return found.length === 0 ? undefined : found.map((fault) => say(sayFault(fault).say)).join(' ');
  };
  const whys = faults.map((fault) => sayFault(fault).why).filter((why) => why !== null);
  const firstWrong = faults.find(({ field }) => field !== null)?.field ?? 'name';
  const first = useRef<HTMLInputElement>(null);
  // Whoever opened the row came to mend this cell.
  useEffect(() => first.current?.focus(), []);
  return (
    <DeskPart title={say(sayRoster.atRow(row.number))}>
      {about(null) && <p className="font-bold text-bad">{about(null)}</p>}
      {whys.map((why) => (
        <p key={why} lang="zh-CN" className="text-table text-ink-2">
          {why}
        </p>
      ))}
      <Form
        key={row.number}
        method="post"
        action={`/desk/classes/${classId}/roster`}
        preventScrollReset
        className="flex flex-col gap-2"
      >
        <input type="hidden" name="intent" value="correct" />
        <input type="hidden" name="number" value={row.number} />
        {rosterFields.map((field) => (
          <DeskField
            key={field}
            name={field}
            id={`row-${field}`}
            label={say(fieldWords[field])}
            hint={faults.some((fault) => fault.field === field) ? say(fieldHints[field]) : undefined}
            error={about(field)}
            defaultValue={row.cells[field]}
            maxLength={100}
            autoComplete="off"
            field={field === firstWrong ? first : undefined}
          />
        ))}
        <div className="flex flex-wrap items-center gap-4">
          <DeskButton busy={isSending()}>{say(words.recheck)}</DeskButton>
          <Link
            to={`/desk/classes/${classId}/roster`}
            preventScrollReset
            className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
          >
            {say(words.close)}
          </Link>
        </div>
      </Form>
    </DeskPart>
  );
}
