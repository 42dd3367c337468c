import { Form } from '@remix-run/react';
import type { Words } from '../../platform/words.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field, PasswordField } from '../../ui/field.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Say } from '../../ui/say.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { roleWords } from '../role-words.ts';
import type { InvitationSeen } from './accept-invitation.server.ts';
import { invitationWords as words, sayInvited } from './staff-words.ts';

export type InvitationTold = { field: string | null; say: Words; fix?: Words };

/** Somebody invited checks the own number and the code, and chooses a password. */
export function InvitationPage({
  invitation: { name, role, institution },
  phone,
  told,
}: {
  invitation: InvitationSeen;
  phone: string;
  told: InvitationTold | null;
}) {
  const say = useWords();
  const isSending = useSending();
  const errorOf = (field: string) => (told?.field === field ? say(told.say) : undefined);
  return (
    <Page
      top={<TopBar backTo={null} title={say(words.title)} />}
      bottom={
        <BottomBar>
          <Button type="submit" form="invitation" busy={isSending()}>
            {say(words.accept)}
          </Button>
        </BottomBar>
      }
    >
      <Say sentence={say(sayInvited(name, roleWords[role], institution))} detail={say(words.say)} />
      {told && (
        <ErrorSummary
          told={told}
          errors={[{ field: told.field, say: say(told.say), fix: told.fix ? say(told.fix) : '' }]}
        />
      )}
      <Form id="invitation" method="post" noValidate className="flex flex-col gap-4">
        <Field
          name="phone"
          label={say(words.phone)}
          type="tel"
          autoComplete="username"
          defaultValue={phone}
          maxLength={40}
          error={errorOf('phone')}
        />
        <Field
          name="code"
          label={say(words.code)}
          hint={say(words.codeHint)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          error={errorOf('code')}
        />
        <PasswordField
          name="password"
          label={say(words.password)}
          hint={say(words.passwordHint)}
          autoComplete="new-password"
          maxLength={200}
          error={errorOf('password')}
        />
      </Form>
    </Page>
  );
}
