import { Form } from '@remix-run/react';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import type { ErrorOf } from './batch-page.tsx';
import type { BatchSeen } from './show-batch.server.ts';
import { batchStepWords, subsidyWords as words } from './subsidy-words.ts';

/** A completed list as a file, and the finance bureau's word about it (P081). */
export function FinancePart({ seen, errorOf }: { seen: BatchSeen; errorOf: ErrorOf }) {
  const say = useWords();
  const isSending = useSending();
  const { own, isBureau, today } = seen;
  return (
    <DeskPart title={say(words.finance)}>
      <p className="text-ink-2">{say(words.exportNote)}</p>
      <p>
        <a
          href={`/desk/subsidies/${own.id}/list.xlsx`}
          download
          className="inline-flex min-h-9 items-center rounded-field border border-line px-3 text-desk hover:bg-accent-soft"
        >
          {say(words.export)}
        </a>
      </p>
      {own.confirmedOn && (
        <FactList
          facts={[
            { name: say(words.confirmedOn), value: own.confirmedOn },
            { name: say(words.document), value: own.confirmedDocument },
          ]}
        />
      )}
      {isBureau && own.state === 'completed' && (
        <Form
          method="post"
          preventScrollReset
          className="grid gap-3 desk:grid-cols-[14rem_1fr_auto] desk:items-end"
        >
          <input type="hidden" name="intent" value="confirm" />
          <DeskField
            name="confirmedOn"
            type="date"
            label={say(words.confirmedOn)}
            error={errorOf('confirmedOn')}
            defaultValue={today}
            min={own.completedAt ?? undefined}
            max={today}
            required
          />
          <DeskField
            name="document"
            label={say(words.document)}
            hint={say(words.documentHint)}
            error={errorOf('document')}
            minLength={2}
            maxLength={80}
            required
            autoComplete="off"
          />
          <DeskButton busy={isSending({ intent: 'confirm' })}>{say(words.confirm)}</DeskButton>
        </Form>
      )}
      <ClauseNote ids={['P081']} />
    </DeskPart>
  );
}

/** Who did what with a list, in its order. */
export function HistoryPart({ steps }: { steps: BatchSeen['steps'] }) {
  const say = useWords();
  return (
    <DeskPart title={say(words.history)}>
      <DataTable
        caption={say(words.history)}
        rows={steps}
        keyOf={({ id }) => id}
        columns={[
          { head: say(words.when), cell: ({ at }) => at },
          { head: say(words.what), cell: ({ step }) => say(batchStepWords[step]) },
          { head: say(words.who), cell: ({ by }) => by },
          { head: say(words.reason), cell: ({ reason }) => reason ?? '—' },
        ]}
      />
    </DeskPart>
  );
}
