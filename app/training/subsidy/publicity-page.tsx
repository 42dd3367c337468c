import { Page, TopBar } from '../../ui/bars.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import type { FormTold } from '../application/application-told.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { ObjectionForm } from './objection-form.tsx';
import { publicityWords as words, sayPublicity } from './publicity-words.ts';
import type { PublicitySeen } from './read-publicity.server.ts';

/** One published list: masked people, the bureau's answers, and a form for whoever objects (P080). */
export function PublicityPage({
  seen: { publicity, people, answers, hasNoMost },
  receipt,
  told,
}: {
  seen: PublicitySeen;
  receipt: string | null;
  told: FormTold;
}) {
  const say = useWords();
  const { bureau, month, fromDay, untilDay, yuan, isOver, state } = publicity;
  const isOpen = !isOver && state === 'published';
  return (
    <Page top={<TopBar backTo="/publicity" title={say(words.title)} />}>
      <Say
        sentence={say(sayPublicity.list(bureau, month))}
        detail={`${say(sayPublicity.days(fromDay, untilDay))} · ${say(sayPublicity.count(publicity.people, yuan))}`}
      />
      {receipt && !told && (
        <Notice tone="ok" title={say(words.sent)} live>
          {say(sayPublicity.receipt(receipt))}
        </Notice>
      )}
      {isOver ? (
        <Notice tone="info" title={say(words.overDetail)} />
      ) : (
        <section aria-labelledby="people" className="flex flex-col gap-2">
          <h2 id="people" className="text-title font-bold">
            {say(words.people)}
          </h2>
          {hasNoMost && <p className="text-note text-ink-2">{say(words.noMost)}</p>}
          <ul className="flex flex-col rounded-button border border-hair bg-card">
            {people.map((one) => (
              <li key={one.id} className="border-t border-hair p-3 first:border-t-0">
                <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <b>{say(sayPublicity.line(one.number, one.name))}</b>
                  <b className="tabular-nums">{say(sayPublicity.amount(one.amountYuan))}</b>
                </span>
                <span className="block text-note text-ink-2">{say(sayPublicity.idEnding(one.idEnding))}</span>
                <span className="block text-note text-ink-2">
                  {one.institution} · {one.occupation} {one.level}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {answers.length > 0 && (
        <section aria-labelledby="answers" className="flex flex-col gap-2">
          <h2 id="answers" className="text-title font-bold">
            {say(words.answers)}
          </h2>
          <ul className="flex flex-col gap-2">
            {answers.map(({ receipt: mine, number, on, isUpheld, answer }) => (
              <li key={mine} className="rounded-button border border-hair bg-card p-3">
                <span className="flex flex-wrap items-center gap-x-3">
                  <span className="text-note text-ink-2">{say(sayPublicity.answered(mine, number, on))}</span>
                  <StatusTag tone={isUpheld ? 'warn' : 'plain'}>
                    {say(isUpheld ? words.upheld : words.dismissed)}
                  </StatusTag>
                </span>
                <p className="break-words">{answer}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isOpen && <ObjectionForm key={receipt} people={people} told={told} />}
      <ClauseNote ids={['P080']} />
    </Page>
  );
}
