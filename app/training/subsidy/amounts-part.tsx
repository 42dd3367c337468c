import { Form } from '@remix-run/react';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import type { ErrorOf } from './batch-page.tsx';
import type { ClassAmount } from './price-class.server.ts';
import type { BatchSeen } from './show-batch.server.ts';
import { saySubsidy, subsidyWords as words } from './subsidy-words.ts';

/** What a person of each class gets: by its rules' limit (P040), or typed by the bureau where no clause sets one. */
export function AmountsPart({ seen, errorOf }: { seen: BatchSeen; errorOf: ErrorOf }) {
  const say = useWords();
  const { own, amounts, isBureau } = seen;
  const isTyping = isBureau && own.state === 'drawn';
  return (
    <DeskPart
      title={say(words.amounts)}
      aside={own.unpriced > 0 && <StatusTag tone="warn">{say(saySubsidy.unpriced(own.unpriced))}</StatusTag>}
    >
      {amounts.some(({ mostYuan }) => mostYuan === null) && <p>{say(words.noMostWhy)}</p>}
      <ul className="flex flex-col text-table">
        {amounts.map((one) => (
          <li
            key={one.classId}
            className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1 border-t border-hair py-2"
          >
            <span>
              <b className="block">{one.title}</b>
              <span className="text-ink-2">
                {one.institution} · {say(saySubsidy.heads(one.people))} ·{' '}
                {say(one.mostYuan === null ? words.noMost : saySubsidy.most(one.mostYuan))}
              </span>
            </span>
            {isTyping && one.mostYuan === null ? (
              <AmountForm key={one.amountYuan} one={one} error={errorOf('amountYuan', one.classId)} />
            ) : one.amountYuan === null ? (
              <StatusTag tone="warn">{say(words.notTyped)}</StatusTag>
            ) : (
              <b className="tabular-nums">{say(saySubsidy.each(one.amountYuan))}</b>
            )}
          </li>
        ))}
      </ul>
      <ClauseNote ids={amounts.map(({ clause }) => clause)} />
    </DeskPart>
  );
}

function AmountForm({ one, error }: { one: ClassAmount; error: string | undefined }) {
  const say = useWords();
  const isSending = useSending();
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value="price" />
      <input type="hidden" name="classId" value={one.classId} />
      <DeskField
        name="amountYuan"
        id={`amount ${one.classId}`}
        label={say(words.each)}
        aria-label={`${one.title} ${say(words.each)}`}
        error={error}
        defaultValue={one.amountYuan ?? ''}
        inputMode="numeric"
        maxLength={5}
        required
        autoComplete="off"
      />
      <DeskButton busy={isSending({ classId: one.classId })}>{say(words.saveAmount)}</DeskButton>
    </Form>
  );
}
