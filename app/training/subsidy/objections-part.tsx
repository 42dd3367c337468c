import { Form } from '@remix-run/react';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import type { ErrorOf } from './batch-page.tsx';
import type { BatchSeen } from './show-batch.server.ts';
import { subsidyWords as words } from './subsidy-words.ts';

/** What was said against a list, plain text and nothing else, and the bureau's answers (P080). */
export function ObjectionsPart({ seen, errorOf }: { seen: BatchSeen; errorOf: ErrorOf }) {
  const say = useWords();
  const { objections, isBureau, own } = seen;
  return (
    <DeskPart title={say(words.objections)}>
      {objections.length === 0 ? (
        <p className="text-ink-2">{say(words.noObjections)}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {objections.map((one) => (
            <li key={one.id} className="flex flex-col gap-1 border-t border-hair pt-2">
              <FactList
                facts={[
                  {
                    name: say(words.number),
                    value: one.number === null ? say(words.whole) : `${one.number} ${one.name}`,
                  },
                  { name: say(words.when), value: one.sentAt },
                  ...(isBureau
                    ? [{ name: say(words.contact), value: one.contact ?? say(words.noContact) }]
                    : []),
                ]}
              />
              <p className="whitespace-pre-line break-words">{one.words}</p>
              {one.answer !== null && (
                <p>
                  <StatusTag tone={one.isUpheld ? 'warn' : 'plain'}>
                    {say(one.isUpheld ? words.upheld : words.dismissed)}
                  </StatusTag>{' '}
                  {one.answer} <span className="text-ink-2">{one.answeredBy}</span>
                </p>
              )}
              {one.answer === null && isBureau && own.state === 'published' && (
                <AnswerForm id={one.id} error={errorOf('answer', one.id)} />
              )}
            </li>
          ))}
        </ul>
      )}
      <ClauseNote ids={['P080']} />
    </DeskPart>
  );
}

function AnswerForm({ id, error }: { id: string; error: string | undefined }) {
  const say = useWords();
  const isSending = useSending();
  return (
    <Form
      method="post"
      preventScrollReset
      className="grid gap-3 desk:grid-cols-[12rem_1fr_auto] desk:items-end"
    >
      <input type="hidden" name="intent" value="answer" />
      <input type="hidden" name="objectionId" value={id} />
      <DeskSelect
        name="upheld"
        id={`upheld-${id}`}
        label={say(words.verdict)}
        options={[
          { value: 'no', label: say(words.dismissed) },
          { value: 'yes', label: say(words.upheld) },
        ]}
      />
      <DeskField
        name="answer"
        id={`answer-${id}`}
        label={say(words.answer)}
        hint={say(words.answerHint)}
        error={error}
        minLength={4}
        maxLength={500}
        required
        autoComplete="off"
      />
      <DeskButton busy={isSending({ objectionId: id })}>{say(words.sendAnswer)}</DeskButton>
    </Form>
  );
}
