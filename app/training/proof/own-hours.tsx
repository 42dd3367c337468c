import { LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { paperWords as words, sayPaper } from './paper-words.ts';
import { sayGap } from './proof-words.ts';
import type { OwnHours } from './read-own-hours.server.ts';

/** A learner's recognised hours by kind, what is missing and what she does about it, and the way to her proof. */
export function OwnHoursPart({ own: { hours, hasProof } }: { own: OwnHours }) {
  const say = useWords();
  const { plan, gaps, isComplete } = hours;
  const kinds = [
    { name: words.online, now: hours.onlineTheory, all: plan.onlineTheory },
    { name: words.inPersonTheory, now: hours.inPersonTheory, all: plan.inPersonTheory },
    { name: words.practice, now: hours.practice, all: plan.practice },
  ].filter(({ now, all }) => all > 0 || now > 0);
  return (
    <section aria-labelledby="own-hours" className="mt-2 flex flex-col gap-3">
      <h2 id="own-hours" className="text-title font-bold">
        {say(words.ownTitle)}
      </h2>
      {kinds.length > 0 && (
        <dl className="flex flex-col rounded-button border border-hair bg-card">
          {kinds.map(({ name, now, all }) => (
            <div
              key={name.en}
              className="flex justify-between gap-3 border-t border-hair px-4 py-3 first:border-t-0"
            >
              <dt>{say(name)}</dt>
              <dd className="font-bold tabular-nums">{say(sayPaper.of(now, all))}</dd>
            </div>
          ))}
        </dl>
      )}
      {isComplete && <Notice tone="ok" title={say(words.ownComplete)} />}
      {gaps.length > 0 && (
        <ul className="flex flex-col gap-2">
          {gaps.map((gap) => {
            const { say: sentence, own } = sayGap(gap);
            return (
              <li key={gap.reason}>
                <b className="block">{say(sentence)}</b>
                <span className="text-ink-2">{say(own)}</span>
              </li>
            );
          })}
        </ul>
      )}
      {hasProof && (
        <LinkButton kind="second" icon="file" to="/my-proof">
          {say(words.see)}
        </LinkButton>
      )}
    </section>
  );
}
