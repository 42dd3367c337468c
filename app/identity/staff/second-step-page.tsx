import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { RefusalCode } from '../../platform/refusal.ts';
import { refusalWords } from '../../platform/words.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Say } from '../../ui/say.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { sayAsk, sayCodeWait, sayRecovery, secondStepWords as words } from './second-step-words.ts';

export type SecondStepShown = { ask: { name: string; phone: string } } & (
  | { state: 'set_up'; qr: { size: number; path: string }; groups: string; isRequired: boolean }
  | { state: 'code' }
  | { state: 'set'; recoveryLeft: number }
);
type Told = { refused: RefusalCode; facts: Record<string, string | number> } | null;

/** The second step: its key as a QR code, the code at sign-in, recovery codes once, and another phone. */
export function SecondStepPage({
  seen,
  codes,
  told,
}: {
  seen: SecondStepShown;
  codes: string[] | null;
  told: Told;
}) {
  const say = useWords();
  const isSending = useSending();
  if (codes) return <RecoveryCodes codes={codes} />;
  const { state } = seen;
  const wait = Number(told?.facts['retryAfterS'] ?? 0);
  const sentences = told && refusalWords[told.refused];
  const error = sentences && say(sentences.say);
  const fix = wait > 0 ? say(sayCodeWait(wait)) : sentences ? say(sentences.fix) : '';
  const intent = state === 'set_up' ? 'set-up' : state === 'code' ? 'pass' : 'change';
  const main = { set_up: words.setUp, code: words.goIn, set: words.change }[state];
  const isFree = state === 'set' || (state === 'set_up' && !seen.isRequired);
  return (
    <Page
      top={<TopBar backTo={isFree ? '/desk' : null} title={say(words.title)} />}
      bottom={
        <BottomBar>
          <Button
            type="submit"
            form="second-step"
            busy={isSending()}
            kind={state === 'set' ? 'second' : 'main'}
          >
            {say(main)}
          </Button>
        </BottomBar>
      }
    >
      {state === 'code' && <Say sentence={say(words.sayCode)} />}
      {state === 'set_up' && <Say sentence={say(seen.isRequired ? words.sayRequired : words.sayFree)} />}
      {state === 'set' && <Say sentence={say(words.isSet)} detail={say(sayRecovery(seen.recoveryLeft))} />}
      {error && <ErrorSummary told={told} errors={[{ field: 'code', say: error, fix }]} />}
      {state === 'set_up' && <KeyShown qr={seen.qr} groups={seen.groups} />}
      {/* A code is used once: after an answer the field is empty again. */}
      <Form id="second-step" method="post" noValidate key={told ? String(told.facts['retryAfterS']) : state}>
        <input type="hidden" name="intent" value={intent} />
        <Field
          name="code"
          label={say(state === 'set_up' ? words.code : words.codeOrRecovery)}
          hint={say(state === 'set_up' ? words.confirm : state === 'set' ? words.changeHint : words.codeHint)}
          inputMode={state === 'set_up' ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          autoCapitalize="none"
          maxLength={40}
          error={error ?? undefined}
        />
      </Form>
      {state !== 'set_up' && <Lost ask={seen.ask} />}
      {!isFree && (
        <Form method="post" action="/sign-out">
          <Button kind="quiet" type="submit">
            {say(words.signOut)}
          </Button>
        </Form>
      )}
    </Page>
  );
}

function KeyShown({ qr, groups }: { qr: { size: number; path: string }; groups: string }) {
  const say = useWords();
  return (
    <Step title={say(words.scan)} hint={say(words.scanHint)}>
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={say(words.qr)}
        className="h-48 w-48 self-center bg-white"
      >
        <path d={qr.path} />
      </svg>
      <p className="text-note text-ink-2">{say(words.type)}</p>
      <p className="text-note font-bold break-words tabular-nums select-all">{groups}</p>
    </Step>
  );
}

function Step({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 rounded-button border border-hair bg-card p-4">
      <h2 className="font-bold">{title}</h2>
      <p className="text-note text-ink-2">{hint}</p>
      {children}
    </section>
  );
}

/** The way of who has lost the phone, in words. */
function Lost({ ask }: { ask: { name: string; phone: string } }) {
  const say = useWords();
  return (
    <section className="flex flex-col gap-1 rounded-button border border-hair bg-card p-4">
      <h2 className="font-bold">{say(words.lostTitle)}</h2>
      <p>{say(words.lostRecovery)}</p>
      <p>{say(words.lostAsk)}</p>
      <p className="font-bold">{say(sayAsk(ask.name, ask.phone))}</p>
    </section>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  const say = useWords();
  return (
    <Page
      top={<TopBar backTo={null} title={say(words.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to="/desk">{say(words.codesKept)}</LinkButton>
        </BottomBar>
      }
    >
      <Say sentence={say(words.codesTitle)} detail={say(words.codesHint)} />
      <ol className="grid grid-cols-2 gap-2 rounded-button border border-hair bg-card p-4 tabular-nums">
        {codes.map((code) => (
          <li key={code} className="font-bold select-all">
            {code}
          </li>
        ))}
      </ol>
      <Button kind="quiet" onClick={() => window.print()} className="not-printed self-start">
        {say(words.print)}
      </Button>
    </Page>
  );
}
