import { Form } from '@remix-run/react';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { Words } from '../../platform/words.ts';
import { totalHours } from '../plan/judge-hours.ts';
import type { PublicProof } from './find-proof.server.ts';
import { paperWords as words, sayPaper } from './paper-words.ts';

/** What was wrong with a question about a proof, in words. */
export type AskFault = { field: 'number' | 'lastFour' | null; say: Words; fix: Words };

/** Whoever has the number and the last four may ask; a printed code needs no typing. */
export function AskProofPage({ number, fault }: { number: string; fault: AskFault | null }) {
  const say = useWords();
  const isSending = useSending();
  const errorOf = (field: AskFault['field']) => (fault?.field === field ? say(fault.say) : undefined);
  return (
    <Page
      top={<TopBar backTo={null} title={say(words.publicTitle)} />}
      bottom={
        <BottomBar>
          <Button type="submit" form="ask" busy={isSending()}>
            {say(words.check)}
          </Button>
        </BottomBar>
      }
    >
      <Say sentence={say(words.ask)} detail={say(words.askDetail)} />
      {fault && (
        <ErrorSummary
          told={fault}
          errors={[{ field: fault.field, say: say(fault.say), fix: say(fault.fix) }]}
        />
      )}
      <Form method="post" action="/proof" id="ask" className="flex flex-col gap-4" noValidate>
        <Field
          name="number"
          label={say(words.number)}
          hint={say(words.numberHint)}
          error={errorOf('number')}
          defaultValue={number}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
        />
        <Field
          name="lastFour"
          label={say(words.lastFour)}
          hint={say(words.lastFourHint)}
          error={errorOf('lastFour')}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={8}
        />
      </Form>
    </Page>
  );
}

const tones = { valid: 'ok', checking: 'warn', void: 'bad' } as const;

/** A proof as everybody may see it: masked, with its state first. */
export function PublicProofPage({ proof }: { proof: PublicProof }) {
  const say = useWords();
  const { number, holder, institution, occupation, course, level, hours, state, revokedOn, replacedBy } =
    proof;
  const title = {
    valid: words.found,
    checking: words.foundChecking,
    void: sayPaper.voidSince(revokedOn ?? ''),
  }[state];
  const facts = [
    { name: words.number, value: number },
    { name: words.name, value: holder.name },
    { name: words.idNumber, value: holder.idNumber },
    { name: words.institution, value: institution },
    { name: words.occupation, value: occupation },
    { name: words.course, value: course },
    { name: words.level, value: level },
    { name: words.dates, value: `${proof.startsOn} – ${proof.endsOn}` },
    { name: words.online, value: say(sayPaper.hours(hours.onlineTheory)) },
    { name: words.inPersonTheory, value: say(sayPaper.hours(hours.inPersonTheory)) },
    { name: words.practice, value: say(sayPaper.hours(hours.practice)) },
    { name: words.total, value: say(sayPaper.hours(totalHours(hours))) },
    { name: words.issuedOn, value: proof.issuedOn },
    { name: words.digest, value: proof.basisSha256 },
  ];
  return (
    <Page top={<TopBar backTo={null} title={say(words.title)} />}>
      <h1 className="only-heard">{say(words.title)}</h1>
      <Notice tone={tones[state]} title={say(title)}>
        {state === 'checking' && <p>{say(words.checkingWhy)}</p>}
        {replacedBy !== null && <p className="tabular-nums">{say(sayPaper.replacedBy(replacedBy))}</p>}
      </Notice>
      <dl className="flex flex-col rounded-button border border-hair bg-card">
        {facts.map(({ name, value }) => (
          <div key={name.en} className="border-t border-hair px-3 py-2 first:border-t-0">
            <dt className="text-note text-ink-2">{say(name)}</dt>
            <dd className="font-bold wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-note text-ink-2">{say(words.computed)}</p>
      <p className="font-bold">{say(words.notCertificate)}</p>
      <LinkButton kind="quiet" to="/proof">
        {say(words.again)}
      </LinkButton>
    </Page>
  );
}
