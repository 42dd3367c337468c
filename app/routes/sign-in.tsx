import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { catalogueWords } from '../catalogue/words.ts';
import { readPhone } from '../identity/read-phone.ts';
import { previousToken, setCookieHeader } from '../identity/session.server.ts';
import { signIn, type SignInAnswer } from '../identity/sign-in.server.ts';
import { sayAskSuspended, signInWords, waitWords } from '../identity/words.ts';
import { refusalStatus } from '../platform/refusal.ts';
import { refusalWords, type Words } from '../platform/words.ts';
import { forgetHome } from '../study/kept-home.client.ts';
import { BottomBar, Page, TopBar } from '../ui/bars.tsx';
import { Brand } from '../ui/brand.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field, PasswordField } from '../ui/field.tsx';
import { useWords } from '../ui/frame.tsx';
import { Say } from '../ui/say.tsx';
import { uiWords } from '../ui/words.ts';
import { useSending } from '../ui/use-sending.ts';
import { answer } from './answer.server.ts';
import { readBack } from './read-back.ts';

type Fault = { field: 'phone' | 'password' | null; say: Words; fix?: Words };
type Refused = Extract<SignInAnswer, { ok: false }>;

/** Somebody who is signed in has no business here. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => {
    if (args.context.session) throw redirect('/');
    return null;
  });

/** What cannot be right, said before anything is tried. */
function findFault(phone: string, password: string): Fault | null {
  if (phone === '') return { field: 'phone', say: signInWords.phoneMissing };
  if (readPhone(phone) === null) return { field: 'phone', say: signInWords.phoneWrong };
  if (password === '') return { field: 'password', say: signInWords.passwordMissing };
  return null;
}

/** What the door answered, in words; a wait names its length. */
function sayRefused(refused: Refused): Fault {
  const { say, fix } = refusalWords[refused.code];
  if (refused.code === 'account_suspended')
    return { field: null, say, fix: sayAskSuspended(refused.ask.name, refused.ask.phone) };
  const waitS = 'retryAfterS' in refused ? refused.retryAfterS : undefined;
  return { field: null, say, fix: waitS ? waitWords(waitS) : fix };
}

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const form = await request.formData();
    const phone = String(form.get('phone') ?? '').trim();
    const password = String(form.get('password') ?? '');
    const people: Extract<Refused, { people: unknown }>['people'] = [];
    const fault = findFault(phone, password);
    if (fault) return data({ phone, fault, people }, { status: 422 });
    const { house, address } = context;
    const tried = await signIn(house.db, {
      phone,
      password,
      personId: String(form.get('personId') ?? '') || undefined,
      address,
      userAgent: request.headers.get('User-Agent') ?? '',
      previousToken: previousToken(house, request),
      nowMs: Date.now(),
    });
    if (!tried.ok) {
      const told = { phone, fault: sayRefused(tried) };
      return data(
        { ...told, people: tried.code === 'sign_in_who' ? tried.people : people },
        { status: refusalStatus[tried.code] },
      );
    }
    const to = tried.mustSetPassword
      ? '/set-password'
      : tried.role === 'learner'
        ? readBack(form.get('next'))
        : '/desk';
    throw redirect(to, { headers: { 'Set-Cookie': setCookieHeader(house, tried.token) } });
  });

export default function SignIn() {
  const say = useWords();
  const answered = useActionData<typeof action>();
  const isSending = useSending();
  const [search] = useSearchParams();
  useEffect(forgetHome, []);
  const fault = answered?.fault;
  const people = answered?.people ?? [];
  const errorOf = (field: Fault['field']) => (fault?.field === field ? say(fault.say) : undefined);

  return (
    <Page
      top={<TopBar backTo={null} />}
      bottom={
        <BottomBar>
          {people.length === 0 ? (
            <Button type="submit" form="sign-in" busy={isSending()}>
              {say(isSending() ? signInWords.busy : signInWords.submit)}
            </Button>
          ) : (
            people.map(({ personId, name }) => (
              <Button
                key={personId}
                type="submit"
                form="sign-in"
                name="personId"
                value={personId}
                busy={isSending()}
              >
                {name}
              </Button>
            ))
          )}
        </BottomBar>
      }
    >
      <div className="short:hidden">
        <Brand name={say(uiWords.appName)} />
      </div>
      {people.length > 0 && fault ? (
        <div role="status">
          <h1 className="text-say font-bold">
            {say(fault.say)} {fault.fix && say(fault.fix)}
          </h1>
        </div>
      ) : (
        <Say sentence={say(signInWords.say)} sound="sign-in" />
      )}
      {fault && people.length === 0 && (
        <ErrorSummary
          told={answered}
          errors={[{ field: fault.field, say: say(fault.say), fix: fault.fix && say(fault.fix) }]}
        />
      )}
      <Form id="sign-in" method="post" action="/sign-in" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="next" value={search.get('next') ?? '/'} />
        <Field
          name="phone"
          label={say(signInWords.phone)}
          type="tel"
          inputMode="tel"
          autoComplete="username"
          defaultValue={answered?.phone}
          maxLength={40}
          error={errorOf('phone')}
        />
        <PasswordField
          name="password"
          label={say(signInWords.password)}
          hint={say(signInWords.firstTime)}
          autoComplete="current-password"
          maxLength={200}
          error={errorOf('password')}
        />
      </Form>
      <div className="short:hidden">
        <LinkButton kind="quiet" icon="file" to="/catalogue">
          {say(catalogueWords.link)}
        </LinkButton>
      </div>
    </Page>
  );
}
