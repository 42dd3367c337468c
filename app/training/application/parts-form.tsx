import { Form } from '@remix-run/react';
import { DeskText } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { applicationWords as words } from './application-words.ts';
import type { ApplicationSeen } from './show-application.server.ts';

/** What the clerk writes herself: textbooks, the assessment, the consent for another city. */
export function PartsForm({
  seen,
  errorOf,
}: {
  seen: ApplicationSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const isSending = useSending();
  return (
    <DeskPart title={say(words.write)}>
      <Form method="post" preventScrollReset className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="parts" />
        <DeskText
          name="textbooks"
          label={say(words.textbooks)}
          hint={say(words.textbooksHint)}
          error={errorOf('textbooks')}
          defaultValue={seen.textbooks}
          rows={2}
          maxLength={500}
        />
        <div className="grid gap-3 desk:grid-cols-3">
          <DeskField
            name="assessmentOn"
            type="date"
            label={say(words.assessmentOn)}
            error={errorOf('assessmentOn')}
            defaultValue={seen.assessmentOn ?? ''}
          />
          <DeskField
            name="assessor"
            label={say(words.assessor)}
            error={errorOf('assessor')}
            defaultValue={seen.assessor}
            maxLength={60}
            autoComplete="off"
          />
          <DeskField
            name="consentNumber"
            label={say(words.consentNumber)}
            error={errorOf('consentNumber')}
            defaultValue={seen.consentNumber}
            placeholder={say(words.consentHint)}
            maxLength={60}
            autoComplete="off"
          />
        </div>
        <DeskText
          name="assessmentManner"
          label={say(words.assessmentManner)}
          hint={say(words.mannerHint)}
          error={errorOf('assessmentManner')}
          defaultValue={seen.assessmentManner}
          rows={2}
          maxLength={200}
        />
        <span>
          <DeskButton busy={isSending({ intent: 'parts' })}>{say(words.save)}</DeskButton>
        </span>
      </Form>
    </DeskPart>
  );
}
