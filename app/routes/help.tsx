import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { catalogueWords } from '../catalogue/words.ts';
import { signOutWords } from '../identity/words.ts';
import { helpCases, helpWords } from '../study/help-words.ts';
import { readInstitution } from '../training/read-institution.server.ts';
import { Page, TopBar } from '../ui/bars.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { useFrame, useWords, type Lang } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { Say } from '../ui/say.tsx';
import { answer } from './answer.server.ts';

/** Open to everybody; who is signed in gets the number of the own institution. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { context } = args;
    const { session, house } = context;
    const institution = session && (await readInstitution(house.db, session.institutionId));
    return { signedIn: session !== null, isLearner: session?.role === 'learner', institution };
  });

const languages: { lang: Lang; name: string }[] = [
  { lang: 'zh', name: '中文' },
  { lang: 'en', name: 'English' },
];

/** 中 / EN. */
function LanguageSwitch() {
  const { lang: now } = useFrame();
  const say = useWords();
  return (
    <Form
      method="post"
      action="/language"
      className="flex flex-col gap-2"
      aria-label={say(helpWords.language)}
    >
      <input type="hidden" name="back" value="/help" />
      <p className="font-bold">{say(helpWords.language)}</p>
      <div className="flex gap-2">
        {languages.map(({ lang, name }) => (
          <Button
            key={lang}
            type="submit"
            kind={lang === now ? 'main' : 'second'}
            name="lang"
            value={lang}
            lang={lang}
            aria-pressed={lang === now}
            className="border-2 border-accent"
          >
            {name}
          </Button>
        ))}
      </div>
    </Form>
  );
}

/** What happens most, each opened by a tap. */
function Cases() {
  const say = useWords();
  return (
    <section aria-labelledby="cases" className="mt-2 flex flex-col gap-2">
      <h2 id="cases" className="text-title font-bold">
        {say(helpWords.cases)}
      </h2>
      {helpCases.map(({ name, steps }) => (
        <details key={name.zh} className="rounded-button border border-hair bg-card">
          <summary className="flex min-h-15 items-center gap-2 rounded-button px-4 py-2 font-bold">
            <Icon name="forward" className="text-accent" />
            {say(name)}
          </summary>
          <ol className="flex list-decimal flex-col gap-2 pr-4 pb-4 pl-12">
            {steps.map((step) => (
              <li key={step.zh}>{say(step)}</li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

export default function Help() {
  const say = useWords();
  const { signedIn, isLearner, institution } = useLoaderData<typeof loader>();
  return (
    <Page top={<TopBar helpTo={null} />}>
      <Say
        sentence={say(helpWords.say)}
        sound="help"
        detail={institution ? institution.name : say(helpWords.phoneOnPaper)}
      />
      {institution && (
        <LinkButton to={`tel:${institution.phone}`} outside icon="phone">
          {say(helpWords.call)} {institution.phone}
        </LinkButton>
      )}
      {isLearner && (
        <LinkButton kind="second" icon="camera" to="/device-check">
          {say(helpWords.device)}
        </LinkButton>
      )}
      <Cases />
      <LinkButton kind="quiet" icon="file" to="/catalogue">
        {say(catalogueWords.link)}
      </LinkButton>
      <section aria-labelledby="settings" className="mt-2 flex flex-col gap-4">
        <h2 id="settings" className="text-title font-bold">
          {say(helpWords.settings)}
        </h2>
        <LanguageSwitch />
        {signedIn && (
          <div className="flex flex-col gap-2">
            <p className="text-ink-2">{say(helpWords.changePassword)}</p>
            <Form method="post" action="/sign-out">
              <Button kind="second" type="submit" icon="leave">
                {say(signOutWords.signOut)}
              </Button>
            </Form>
            <p className="mt-2 text-ink-2">{say(helpWords.everywhereFix)}</p>
            <Form method="post" action="/sign-out">
              <Button kind="danger" type="submit" name="everywhere" value="yes" icon="leave">
                {say(signOutWords.everywhere)}
              </Button>
            </Form>
          </div>
        )}
      </section>
    </Page>
  );
}
