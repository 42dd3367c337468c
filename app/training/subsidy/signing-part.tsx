import { Form } from '@remix-run/react';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import type { ErrorOf } from './batch-page.tsx';
import type { BatchSeen } from './show-batch.server.ts';
import { saySubsidy, subsidyWords as words } from './subsidy-words.ts';

/** Who has signed for which list, the field to sign, and the step that enough signatures open (P079, P080). */
export function SigningPart({ seen, errorOf }: { seen: BatchSeen; errorOf: ErrorOf }) {
  const say = useWords();
  const isSending = useSending();
  const { own, signatures, maySign, isBureau, hasDrawn, hasSigned, isOver } = seen;
  const isOpen = own.state === 'drawn' || own.state === 'published';
  const isEnough = own.signatures >= own.reviewersMin;
  const step = own.state === 'drawn' ? 'publish' : 'complete';
  return (
    <DeskPart
      title={say(words.signatures)}
      aside={
        <StatusTag tone={isEnough ? 'ok' : 'warn'}>
          {say(saySubsidy.signed(own.signatures, own.reviewersMin))}
        </StatusTag>
      }
    >
      {signatures.length === 0 ? (
        <p className="text-ink-2">{say(words.noSignatures)}</p>
      ) : (
        <DataTable
          caption={say(words.signatures)}
          rows={signatures}
          keyOf={({ id }) => id}
          columns={[
            { head: say(words.who), cell: ({ name }) => <b>{name}</b> },
            { head: say(words.when), cell: ({ signedOn }) => signedOn },
            {
              head: say(words.list),
              cell: ({ isCurrent }) => (
                <StatusTag tone={isCurrent ? 'ok' : 'plain'}>
                  {say(isCurrent ? words.current : words.older)}
                </StatusTag>
              ),
            },
          ]}
        />
      )}
      {isBureau && own.unpriced > 0 && <p className="text-ink-2">{say(words.amountsFirst)}</p>}
      {isBureau && isOpen && hasDrawn && <p className="text-ink-2">{say(words.ownDrawn)}</p>}
      {isBureau && isOpen && !hasDrawn && hasSigned && <p className="text-ink-2">{say(words.hasSigned)}</p>}
      {maySign && (
        <Form method="post" preventScrollReset className="flex max-w-160 flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="sign" />
          <input type="hidden" name="seenSha256" value={own.contentSha256} />
          <DeskField
            name="signedName"
            label={say(words.signedName)}
            hint={say(words.signHint)}
            error={errorOf('signedName')}
            minLength={2}
            maxLength={40}
            required
            autoComplete="off"
          />
          <DeskButton busy={isSending({ intent: 'sign' })}>{say(words.sign)}</DeskButton>
        </Form>
      )}
      {isBureau && own.state === 'published' && !isOver && own.untilDay && (
        <p className="text-ink-2">{say(saySubsidy.wait(own.untilDay))}</p>
      )}
      {isBureau && isOpen && isEnough && (step === 'publish' || isOver) && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value={step} />
          <input type="hidden" name="seenSha256" value={own.contentSha256} />
          <DeskButton busy={isSending({ intent: step })}>{say(words[step])}</DeskButton>
        </Form>
      )}
      <ClauseNote ids={['P079', 'P080']} />
    </DeskPart>
  );
}
