import { Form } from '@remix-run/react';
import { ownLookWords } from './looks/look-words.ts';
import { BottomBar, Page, TopBar } from '../ui/bars.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { Say } from '../ui/say.tsx';
import { consentNotice, consentWords, sayConsentDay } from './consent-page-words.ts';
import type { ConsentStanding } from './consent-version.ts';

export type ConsentShown = Pick<ConsentStanding, 'standing' | 'isCurrent'> & {
  /** China day on which it was said. */
  day: string | null;
  version: string;
  phone: string;
};

/** What is taken, why, who receives it, how long, how to take it back, and the other way. */
function Notice() {
  const say = useWords();
  return (
    <dl className="flex flex-col gap-4">
      {consentNotice.map(({ name, lines }) => (
        <div key={name.en} className="rounded-button border border-hair bg-card p-4">
          <dt className="text-title font-bold text-accent">{say(name)}</dt>
          {lines.map((line) => (
            <dd key={line.en} className="mt-1 text-body">
              {say(line)}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** Two ways of the same size: agreeing is no more prominent than it must be, and nothing is chosen beforehand. */
function Choice({ version, busy }: { version: string; busy: boolean }) {
  const say = useWords();
  return (
    <Form method="post" action="/consent" className="grid grid-cols-2 gap-2">
      <input type="hidden" name="version" value={version} />
      <Button type="submit" name="said" value="agree" busy={busy}>
        {say(consentWords.agree)}
      </Button>
      <Button type="submit" kind="second" name="said" value="classroom" busy={busy}>
        {say(consentWords.classroom)}
      </Button>
    </Form>
  );
}

/** The consent page: the notice and its choice, or how the choice stands. `isChanging`: she reads it anew. */
export function ConsentPage({
  consent,
  isChanging,
  busy,
}: {
  consent: ConsentShown;
  isChanging: boolean;
  busy: boolean;
}) {
  const say = useWords();
  const { standing, isCurrent, version } = consent;
  const isOpen = !isCurrent && (isChanging || standing === 'none' || standing === 'given');
  const top = <TopBar title={say(consentWords.title)} />;
  if (!isOpen) return isCurrent ? <Given consent={consent} /> : <Classroom consent={consent} />;
  return (
    <Page
      top={top}
      bottom={
        <BottomBar>
          <Choice version={version} busy={busy} />
        </BottomBar>
      }
    >
      <Say
        sentence={say(standing === 'given' ? consentWords.givenOutdated : consentWords.ask)}
        detail={say(consentWords.choice)}
        sound="consent-all"
      />
      <Notice />
    </Page>
  );
}

function Given({ consent: { day } }: { consent: ConsentShown }) {
  const say = useWords();
  return (
    <Page
      top={<TopBar title={say(consentWords.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to="/">{say(consentWords.home)}</LinkButton>
        </BottomBar>
      }
    >
      <Say
        sentence={say(consentWords.given)}
        detail={day ? say(sayConsentDay(day)) : undefined}
        sound="consent-all"
      />
      <Notice />
      <LinkButton kind="quiet" to="/looked" className="self-start">
        {say(ownLookWords.title)}
      </LinkButton>
      <LinkButton kind="quiet" to="/consent?withdraw=yes" className="self-start">
        {say(consentWords.withdraw)}
      </LinkButton>
    </Page>
  );
}

function Classroom({ consent: { standing, phone } }: { consent: ConsentShown }) {
  const say = useWords();
  return (
    <Page
      top={<TopBar title={say(consentWords.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to={`tel:${phone}`} outside icon="phone">
            {say(consentWords.call)} {phone}
          </LinkButton>
        </BottomBar>
      }
    >
      <Say
        sentence={say(standing === 'withdrawn' ? consentWords.withdrawn : consentWords.declined)}
        detail={say(consentWords.askTeacher)}
        sound="consent-classroom"
      />
      <LinkButton kind="quiet" to="/consent?again=yes" className="self-start">
        {say(consentWords.change)}
      </LinkButton>
    </Page>
  );
}

/** Before anything is deleted: what will happen, and both ways. */
export function WithdrawPage({ busy }: { busy: boolean }) {
  const say = useWords();
  const { withdrawErases, withdrawStops, withdrawKeeps } = consentWords;
  return (
    <Page
      top={<TopBar backTo="/consent" />}
      bottom={
        <BottomBar>
          <LinkButton to="/consent">{say(consentWords.withdrawNo)}</LinkButton>
          <Form method="post" action="/consent">
            <Button type="submit" kind="danger" name="said" value="withdraw" busy={busy}>
              {say(consentWords.withdrawYes)}
            </Button>
          </Form>
        </BottomBar>
      }
    >
      <Say sentence={say(consentWords.withdrawAsk)} detail={say(consentWords.withdrawThen)} />
      <ul className="flex flex-col gap-3">
        {[withdrawErases, withdrawStops, withdrawKeeps].map((line) => (
          <li key={line.en} className="flex items-start gap-2 text-body">
            <Icon
              name={line === withdrawKeeps ? 'check' : 'warn'}
              className={`mt-1 ${line === withdrawKeeps ? 'text-ok' : 'text-warn'}`}
            />
            {say(line)}
          </li>
        ))}
      </ul>
    </Page>
  );
}
