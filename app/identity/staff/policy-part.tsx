import { Form } from '@remix-run/react';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { StepTold } from './staff-open.tsx';
import { sayStaff, staffWords as words } from './staff-words.ts';

/** From which day the staff of the own institution signs in with a second step. */
export function PolicyPart({ day, today, told }: { day: string | null; today: string; told: StepTold }) {
  const say = useWords();
  const isSending = useSending();
  return (
    <DeskPart title={say(words.policy)}>
      <p>{say(day ? sayStaff.since(day) : words.policyNone)}</p>
      {(day === null || day > today) && (
        <Form method="post" preventScrollReset className="flex max-w-120 flex-wrap items-end gap-3">
          <input type="hidden" name="intent" value="policy" />
          <DeskField
            name="day"
            type="date"
            label={say(words.policyDay)}
            hint={say(words.policyHint)}
            defaultValue={today}
            min={today}
            max={day ?? undefined}
            error={told?.field === 'day' ? say(words.policyWrong) : undefined}
            required
          />
          <DeskButton busy={isSending()}>{say(words.policySet)}</DeskButton>
        </Form>
      )}
    </DeskPart>
  );
}
