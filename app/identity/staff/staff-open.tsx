import { Form } from '@remix-run/react';
import type { RefusalCode } from '../../platform/refusal.ts';
import { refusalWords } from '../../platform/words.ts';
import { DeskButton, DeskField, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { roleWords } from '../role-words.ts';
import type { StaffOpen } from './read-staff.server.ts';
import { staffStepWords, staffWords as words } from './staff-words.ts';

export type StepTold = { refused: RefusalCode; field: string | null } | null;

/** One account beside the list: suspended, let back, or given a new second step, with a reason; and its history. */
export function StaffOpenPart({ open, told }: { open: StaffOpen; told: StepTold }) {
  const say = useWords();
  const isSending = useSending();
  const sentence = told && `${say(refusalWords[told.refused].say)} ${say(refusalWords[told.refused].fix)}`;
  const ofReason = told?.field === 'reason';
  const steps = open.isSuspended
    ? ([['returned', words.letReturn, null]] as const)
    : ([
        ['suspended', words.suspend, words.suspendHint],
        ['second_step_reset', words.reset, words.resetHint],
      ] as const);
  return (
    <DeskPart title={open.name}>
      <FactList
        facts={[
          { name: say(words.role), value: say(roleWords[open.role]) },
          { name: say(words.institution), value: open.institution },
          { name: say(words.phone), value: open.maskedPhone },
        ]}
      />
      {sentence && !ofReason && <Notice tone="warn" title={sentence} live />}
      <Form method="post" preventScrollReset className="flex flex-col gap-3">
        <input type="hidden" name="person" value={open.id} />
        <DeskField
          name="reason"
          label={say(words.reason)}
          hint={say(words.reasonHint)}
          error={ofReason ? (sentence ?? undefined) : undefined}
          minLength={4}
          maxLength={300}
          required
          autoComplete="off"
        />
        {steps
          .filter(([step]) => step !== 'second_step_reset' || open.hasSecondStep)
          .map(([step, label, hint]) => (
            <div key={step}>
              <DeskButton name="intent" value={step} busy={isSending()}>
                {say(label)}
              </DeskButton>
              {hint && <p className="text-table text-ink-2">{say(hint)}</p>}
            </div>
          ))}
      </Form>
      <h3 className="font-bold">{say(words.history)}</h3>
      {open.steps.length === 0 ? (
        <p className="text-table text-ink-2">{say(words.noHistory)}</p>
      ) : (
        <ol className="flex flex-col gap-2 text-table">
          {open.steps.map(({ id, step, actor, reason, at }) => (
            <li key={id}>
              <b>{say(staffStepWords[step])}</b> {at} · {actor}
              <p>{reason}</p>
            </li>
          ))}
        </ol>
      )}
    </DeskPart>
  );
}
