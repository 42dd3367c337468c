import { Form } from '@remix-run/react';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { ErrorOf } from './batch-page.tsx';
import type { BatchSeen } from './show-batch.server.ts';
import { leftOutWords, saySubsidy, subsidyWords as words } from './subsidy-words.ts';

/** Everybody on a list, whoever was left out and why; computing it anew, and striking somebody out of a published one. */
export function PeoplePart({ seen, errorOf }: { seen: BatchSeen; errorOf: ErrorOf }) {
  const say = useWords();
  const { own, entries, isBureau, newcomers, leftOut } = seen;
  const isSending = useSending();
  const hasStale = entries.some(({ isStale }) => isStale);
  const isDrawn = own.state === 'drawn';
  return (
    <>
      {(hasStale || newcomers > 0) && (
        <Notice tone="warn" title={say(hasStale ? words.staleTitle : saySubsidy.newcomers(newcomers))}>
          {say(isDrawn ? words.changedFix : words.staleFix)}
        </Notice>
      )}
      <DeskPart
        title={say(words.list)}
        aside={
          isBureau &&
          isDrawn && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="redraw" />
              <DeskButton busy={isSending({ intent: 'redraw' })}>{say(words.redraw)}</DeskButton>
            </Form>
          )
        }
      >
        <DataTable
          caption={say(words.list)}
          rows={entries}
          keyOf={({ id }) => id}
          columns={[
            { head: say(words.number), numeric: true, cell: ({ number }) => number },
            { head: say(words.name), cell: ({ name }) => <b>{name}</b> },
            { head: say(words.idEnding), cell: ({ idEnding }) => idEnding },
            { head: say(words.amount), numeric: true, cell: ({ amountYuan }) => amountYuan ?? '—' },
            {
              head: say(words.remark),
              cell: ({ struckReason, isStale }) =>
                struckReason ? (
                  <>
                    <StatusTag tone="plain">{say(words.struck)}</StatusTag> {struckReason}
                  </>
                ) : isStale ? (
                  <StatusTag tone="warn">{say(words.stale)}</StatusTag>
                ) : (
                  '—'
                ),
            },
            { head: say(words.certificate), cell: ({ certificateNumber }) => certificateNumber },
            { head: say(words.endedOn), cell: ({ endedOn }) => endedOn },
            { head: say(words.occupation), cell: ({ occupation }) => occupation },
            { head: say(words.level), cell: ({ level }) => level },
            { head: say(words.className), cell: ({ classTitle }) => classTitle },
            { head: say(words.institution), cell: ({ institution }) => institution },
          ]}
        />
        {isBureau && own.state === 'published' && <StrikeForm seen={seen} errorOf={errorOf} />}
      </DeskPart>
      {isDrawn && (
        <DeskPart title={say(words.leftOut)}>
          {leftOut.length === 0 ? (
            <p className="text-ink-2">{say(words.leftOutNone)}</p>
          ) : (
            <DataTable
              caption={say(words.leftOut)}
              rows={leftOut}
              keyOf={({ enrolmentId }) => enrolmentId}
              columns={[
                { head: say(words.name), cell: ({ name }) => <b>{name}</b> },
                { head: say(words.leftOutWhy), cell: ({ reason }) => say(leftOutWords[reason]) },
                { head: say(words.className), cell: ({ classTitle }) => classTitle },
                { head: say(words.institution), cell: ({ institution }) => institution },
              ]}
            />
          )}
        </DeskPart>
      )}
    </>
  );
}

function StrikeForm({ seen: { entries }, errorOf }: { seen: BatchSeen; errorOf: ErrorOf }) {
  const say = useWords();
  const isSending = useSending();
  const left = entries.filter(({ struckReason }) => struckReason === null);
  if (left.length === 0) return null;
  const error = left.map(({ id }) => errorOf('reason', id)).find(Boolean);
  return (
    <details open={error ? true : undefined}>
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-accent underline underline-offset-4">
        {say(words.strikeTitle)}
      </summary>
      <Form
        method="post"
        preventScrollReset
        key={left.length}
        className="grid gap-3 desk:grid-cols-[18rem_1fr_auto] desk:items-end"
      >
        <input type="hidden" name="intent" value="strike" />
        <DeskSelect
          name="entryId"
          label={say(words.strikeWho)}
          options={left.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))}
          defaultValue={left.find(({ isStale }) => isStale)?.id}
        />
        <DeskField
          name="reason"
          label={say(words.reason)}
          hint={say(words.reasonHint)}
          error={error}
          minLength={4}
          maxLength={300}
          required
          autoComplete="off"
        />
        <DeskButton busy={isSending({ intent: 'strike' })}>{say(words.strike)}</DeskButton>
      </Form>
    </details>
  );
}
