import { useEffect, useRef, useState } from 'react';
import { BottomBar, TopBar } from '../../ui/bars.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TestOverview } from './test-overview.tsx';
import type { TestSession } from './test-session.client.ts';
import type { TestView } from './test-view.ts';
import { sayTest, testWords as words } from './test-words.ts';

/** The time that is left, in whole minutes: it changes once a minute and hurries nobody. */
function TimeLeft({ endsAtMs, onOver }: { endsAtMs: number; onOver: () => Promise<void> }) {
  const say = useWords();
  const [leftMs, setLeftMs] = useState(() => Math.max(0, endsAtMs - performance.now()));
  useEffect(() => {
    const tick = () => {
      const left = endsAtMs - performance.now();
      setLeftMs(Math.max(0, left));
      // A little later than the server: it judges, the page only asks.
      if (left < -500) void onOver();
    };
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [endsAtMs, onOver]);
  return <span className="tabular-nums">{say(sayTest.minutesLeft(leftMs))}</span>;
}

/** One question a screen, a big choice each; then what is answered, and the way to hand in. */
export function TestQuestions({ session, view }: { session: TestSession; view: TestView }) {
  const say = useWords();
  const { questions, chosen, phase, unheard, unspoken, endsAtMs } = view;
  const firstOpen = chosen.indexOf(null);
  const [place, setPlace] = useState(() => (firstOpen < 0 ? questions.length : firstOpen) + 1);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    return () => session.voice.hush();
  }, [place, session]);
  const question = questions[place - 1];
  const time = <TimeLeft endsAtMs={endsAtMs} onOver={session.look} />;
  if (!question || phase.name !== 'asking')
    return <TestOverview session={session} view={view} time={time} onPlace={setPlace} />;
  const picked = chosen[place - 1] ?? null;
  return (
    <div className="screen screen-fixed">
      <TopBar backTo={null} title={say(words.title)} />
      <main id="main" className="flex min-h-0 grow flex-col">
        <div className="mx-auto flex min-h-0 w-full max-w-160 grow flex-col gap-2 overflow-y-auto px-4 py-2">
          <p className="flex flex-wrap justify-between gap-x-3 text-note text-ink-2">
            <span className="tabular-nums">{say(sayTest.number(place, questions.length))}</span>
            {time}
          </p>
          <div className="flex items-start gap-2">
            <h1 ref={heading} tabIndex={-1} id="ask" className="min-w-0 grow text-body font-bold">
              {question.ask}
            </h1>
            {!unspoken.includes(place) && (
              <button
                type="button"
                onClick={() => void session.hear(place)}
                aria-label={say(words.hear)}
                className="flex h-12 w-12 shrink-0 items-center justify-center rounded-tag bg-accent-soft text-body text-accent hover:bg-hair"
              >
                <Icon name="sound" />
              </button>
            )}
          </div>
          <ul aria-labelledby="ask" className="flex flex-col gap-2">
            {question.choices.map((choice, i) => (
              <li key={choice}>
                <button
                  type="button"
                  aria-pressed={picked === i}
                  onClick={() => session.choose(place, i)}
                  className={`flex min-h-15 w-full items-center gap-3 rounded-button border-2 px-3 py-1 text-left text-body font-bold hover:border-accent ${
                    picked === i ? 'border-accent bg-accent-soft text-accent' : 'border-line bg-card text-ink'
                  }`}
                >
                  <span
                    aria-hidden="true"
                    className={`h-6 w-6 shrink-0 rounded-tag border-2 ${picked === i ? 'border-accent bg-accent' : 'border-line bg-card'}`}
                  />
                  {choice}
                </button>
              </li>
            ))}
          </ul>
          <p role="status" className="text-note font-bold text-warn">
            {unheard && say(words.lineBad)}
          </p>
        </div>
        <BottomBar>
          <div className="grid grid-cols-2 gap-2">
            <Button kind="second" disabled={place === 1} onClick={() => setPlace(place - 1)}>
              {say(words.previous)}
            </Button>
            <Button onClick={() => setPlace(place + 1)}>
              {say(place === questions.length ? words.toOverview : words.next)}
            </Button>
          </div>
        </BottomBar>
      </main>
    </div>
  );
}
