import { Form } from '@remix-run/react';
import type { RefObject } from 'react';
import { refusalWords } from '../platform/words.ts';
import type { RefusalCode } from '../platform/refusal.ts';
import type { CaseDecision } from '../presence/face-state.ts';
import { DeskButton, DeskField } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { useSending } from '../ui/use-sending.ts';
import { caseWords, decisionWords } from './case-words.ts';

/** The decision with its reason, in sight with the pictures; each decision shows its key, and choosing one leads to the reason. */
export function CaseForm({
  decisions,
  chosen,
  onChoose,
  reason,
  nextId,
  refused,
}: {
  decisions: readonly CaseDecision[];
  chosen: CaseDecision | null;
  onChoose(decision: CaseDecision): void;
  /** The field of the reason, for the keys to lead to. */
  reason: RefObject<HTMLInputElement>;
  /** The case to open afterwards; null: none is left. */
  nextId: string | null;
  refused: RefusalCode | null;
}) {
  const say = useWords();
  const isSending = useSending();
  const told =
    refused === null
      ? undefined
      : refused === 'bad_shape'
        ? say(caseWords.reasonShort)
        : `${say(refusalWords[refused].say)} ${say(refusalWords[refused].fix)}`;
  return (
    <Form
      method="post"
      className="flex flex-col gap-2 rounded-button border-2 border-accent bg-card p-3 shadow-sheet desk:sticky desk:bottom-2"
    >
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="float-left mr-2 font-bold">{say(caseWords.decide)}</legend>
        {decisions.map((decision, index) => (
          <label
            key={decision}
            className={`flex min-h-9 cursor-pointer items-center gap-2 rounded-field border-2 px-3 ${
              chosen === decision ? 'border-accent bg-accent-soft font-bold' : 'border-line'
            }`}
          >
            <input
              type="radio"
              name="decision"
              value={decision}
              required
              checked={chosen === decision}
              onChange={() => onChoose(decision)}
            />
            {say(decisionWords[decision])}
            <kbd className="rounded-field border border-line px-1 text-table">{index + 1}</kbd>
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-end gap-2">
        <DeskField
          name="reason"
          label={say(caseWords.reason)}
          hint={say(caseWords.reasonHint)}
          error={told}
          field={reason}
          minLength={4}
          maxLength={300}
          required
          autoComplete="off"
        />
        <input type="hidden" name="next" value={nextId ?? ''} />
        <DeskButton busy={isSending()}>{say(caseWords.save)}</DeskButton>
      </div>
    </Form>
  );
}
