import { Form } from '@remix-run/react';
import { DeskButton, DeskField, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { applicationWords as words } from './application-words.ts';
import type { ApplicationSeen } from './show-application.server.ts';

/** An approved class: its number in the provincial system (P022), and its end (P048). */
export function RunningPart({ seen, error }: { seen: ApplicationSeen; error: string | undefined }) {
  const say = useWords();
  const isSending = useSending();
  const { provincialReference, isClerk } = seen;
  if (seen.state !== 'approved' && seen.state !== 'closed') return null;
  return (
    <DeskPart title={say(words.reference)}>
      {provincialReference ? (
        <FactList facts={[{ name: say(words.reference), value: <b>{provincialReference}</b> }]} />
      ) : (
        <p className="text-ink-2">{say(words.noReference)}</p>
      )}
      {isClerk && (
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="reference" />
          <DeskField
            name="reference"
            label={say(words.reference)}
            hint={say(words.referenceHint)}
            error={error}
            defaultValue={provincialReference ?? ''}
            minLength={2}
            maxLength={60}
            required
            autoComplete="off"
          />
          <DeskButton busy={isSending({ intent: 'reference' })}>{say(words.save)}</DeskButton>
        </Form>
      )}
      {isClerk && seen.state === 'approved' && (
        <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="intent" value="close" />
          {seen.isOver && <DeskButton busy={isSending({ intent: 'close' })}>{say(words.close)}</DeskButton>}
          <span className="text-ink-2">{say(words.closeHint)}</span>
        </Form>
      )}
    </DeskPart>
  );
}
