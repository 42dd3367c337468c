import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { requireSession } from '../identity/guards.server.ts';
import { setPassword } from '../identity/set-password.server.ts';
import { passwordWords, setPasswordWords, signOutWords } from '../identity/words.ts';
import { BottomBar, Page, TopBar } from '../ui/bars.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/field.tsx';
import { useWords } from '../ui/frame.tsx';
import { Say } from '../ui/say.tsx';
import { useSending } from '../ui/use-sending.ts';
import { answer } from './answer.server.ts';

/** Only for who came with the institution's code; a password that is set is not set again here. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => {
    const { context } = args;
    const { mustSetPassword } = requireSession(context.session);
    if (!mustSetPassword) throw redirect('/');
    return null;
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { personId, tokenHash, role } = requireSession(context.session);
    const form = await request.formData();
    const password = String(form.get('password') ?? '').slice(0, 300);
    const set = await setPassword(context.house.db, { personId, tokenHash, password });
    if (!set.ok && set.reason !== 'already_set') return data({ reason: set.reason }, { status: 422 });
    throw redirect(role === 'learner' ? '/' : '/desk');
  });

export default function SetPassword() {
  const say = useWords();
  const told = useActionData<typeof action>();
  const reason = told?.reason;
  const isSending = useSending();
  const error = reason && say(passwordWords[reason]);
  return (
    <Page
      top={<TopBar backTo={null} title={say(setPasswordWords.title)} />}
      bottom={
        <BottomBar>
          <Button type="submit" form="set-password" busy={isSending()}>
            {say(setPasswordWords.submit)}
          </Button>
        </BottomBar>
      }
    >
      <Say sentence={say(setPasswordWords.say)} />
      {error && <ErrorSummary told={told} errors={[{ field: 'password', say: error }]} />}
      <Form id="set-password" method="post" action="/set-password" noValidate>
        <PasswordField
          name="password"
          label={say(setPasswordWords.password)}
          hint={say(setPasswordWords.hint)}
          autoComplete="new-password"
          maxLength={200}
          error={error}
        />
      </Form>
      <Form method="post" action="/sign-out">
        <Button kind="quiet" type="submit">
          {say(signOutWords.signOut)}
        </Button>
      </Form>
    </Page>
  );
}
