import { Form } from '@remix-run/react';
import { ClauseNote } from '../plan/clause-note.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskSelect, DeskText } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { applicationWords as words, mannerWords } from './application-words.ts';
import type { ApplicationSeen } from './show-application.server.ts';

/** Who looked at the class, when, how, and what was found; a form for whoever inspects (P025, P048). */
export function InspectionsPart({
  seen,
  errorOf,
}: {
  seen: ApplicationSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const isSending = useSending();
  const { inspections, mayInspect, today, startsOn } = seen;
  return (
    <DeskPart title={say(words.inspections)}>
      {inspections.length === 0 ? (
        <div className="text-ink-2">
          {say(words.noInspections)}
          <ClauseNote ids={['P048']} />
        </div>
      ) : (
        <DataTable
          caption={say(words.inspections)}
          rows={inspections}
          keyOf={({ id }) => id}
          columns={[
            { head: say(words.inspectedOn), cell: ({ inspectedOn }) => inspectedOn },
            { head: say(words.who), cell: ({ inspector }) => inspector },
            { head: say(words.manner), cell: ({ manner }) => say(mannerWords[manner]) },
            { head: say(words.headcount), numeric: true, cell: ({ headcount }) => headcount },
            {
              head: say(words.findings),
              cell: ({ findings }) => <span className="block min-w-60 whitespace-pre-line">{findings}</span>,
            },
          ]}
        />
      )}
      {mayInspect && (
        <Form
          method="post"
          preventScrollReset
          // A stored record leaves an empty form.
          key={inspections.length}
          className="flex flex-col gap-3"
        >
          <input type="hidden" name="intent" value="inspect" />
          <h3 className="font-bold">{say(words.inspect)}</h3>
          <div className="grid gap-3 desk:grid-cols-3">
            <DeskField
              name="inspectedOn"
              type="date"
              label={say(words.inspectedOn)}
              error={errorOf('inspectedOn')}
              defaultValue={today}
              min={startsOn}
              max={today}
              required
            />
            <DeskSelect
              name="manner"
              label={say(words.manner)}
              error={errorOf('manner')}
              options={[
                { value: 'on_site', label: say(mannerWords.on_site) },
                { value: 'remote', label: say(mannerWords.remote) },
              ]}
            />
            <DeskField
              name="headcount"
              inputMode="numeric"
              pattern="\d{1,4}"
              label={say(words.headcount)}
              error={errorOf('headcount')}
              required
              autoComplete="off"
            />
          </div>
          <DeskText
            name="findings"
            label={say(words.findings)}
            error={errorOf('findings') && say(words.findingsShort)}
            rows={2}
            minLength={4}
            maxLength={1000}
            required
          />
          <span>
            <DeskButton busy={isSending({ intent: 'inspect' })}>{say(words.record)}</DeskButton>
          </span>
        </Form>
      )}
    </DeskPart>
  );
}
