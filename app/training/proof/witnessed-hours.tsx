import { Form } from '@remix-run/react';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { chinaDay, chinaTime } from '../class-day.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import type { WitnessedHour } from './decide-hours.server.ts';
import { proofWords as words, sayProof } from './proof-words.ts';

const moment = (ms: number) => `${chinaDay(ms)} ${chinaTime(ms)}`;
const states = {
  bureau: { tone: 'warn', say: words.hourBureau },
  accepted: { tone: 'ok', say: words.hourAccepted },
  refused: { tone: 'bad', say: words.hourRefused },
} as const;

/** Class hours on a clerk's word: who saw her and how, and the bureau's decision with its reason (P007). */
export function WitnessedHours({
  hours,
  mayDecide,
  wrongField,
}: {
  hours: WitnessedHour[];
  mayDecide: boolean;
  /** The field that was refused. */
  wrongField: string | null;
}) {
  const say = useWords();
  const isSending = useSending();
  if (hours.length === 0) return null;
  return (
    <DeskPart title={say(words.witnessed)}>
      <p className="text-ink-2">{say(words.witnessedWhy)}</p>
      <ClauseNote ids={['P007']} />
      <ul className="flex flex-col gap-3">
        {hours.map(({ enrolmentId, name, number, state: standing, witnesses, decisions }) => {
          const key = `${enrolmentId}/${number}`;
          const { tone, say: word } = states[standing];
          return (
            <li key={key} className="flex flex-col gap-1 border-t border-hair pt-2">
              <p className="flex flex-wrap items-center gap-x-3">
                <b>{name}</b>
                <span>{say(sayProof.hourNumber(number))}</span>
                <StatusTag tone={tone}>{say(word)}</StatusTag>
              </p>
              {witnesses.map(({ clerk, reason, atMs }) => (
                <p key={atMs} className="text-table wrap-anywhere text-ink-2">
                  {say(words.seenBy)}: {clerk} · {moment(atMs)} · {reason}
                </p>
              ))}
              {decisions.map(({ isAccepted, reason, by, atMs }) => (
                <p key={atMs} className="text-table wrap-anywhere">
                  {say(isAccepted ? words.hourAccepted : words.hourRefused)}: {by} · {moment(atMs)} · {reason}
                </p>
              ))}
              {mayDecide && (
                <Form
                  method="post"
                  preventScrollReset
                  // The reason of one word is none for the next.
                  key={decisions.length}
                  className="flex flex-wrap items-end gap-2"
                >
                  <input type="hidden" name="enrolmentId" value={enrolmentId} />
                  <input type="hidden" name="number" value={number} />
                  <DeskSelect
                    name="word"
                    id={`word ${key}`}
                    label={say(words.decision)}
                    options={[
                      { value: 'accept', label: say(words.accept) },
                      { value: 'refuse', label: say(words.refuse) },
                    ]}
                  />
                  <DeskField
                    name="reason"
                    id={`reason ${key}`}
                    label={say(words.reason)}
                    error={wrongField === `reason ${key}` ? say(words.reasonHint) : undefined}
                    maxLength={300}
                    autoComplete="off"
                  />
                  <DeskButton
                    name="intent"
                    value="decide"
                    busy={isSending({ enrolmentId, number })}
                    aria-label={`${name} ${say(sayProof.hourNumber(number))} ${say(words.decide)}`}
                  >
                    {say(words.decide)}
                  </DeskButton>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
    </DeskPart>
  );
}
