import { useEffect, useRef, type ReactNode } from 'react';
import { BottomBar, TopBar } from '../../ui/bars.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { TestSession } from './test-session.client.ts';
import type { TestView } from './test-view.ts';
import { sayTest, testWords as words } from './test-words.ts';

/** Which questions are answered; from here it is handed in, and while it is on its way this page waits. */
export function TestOverview({
  session,
  view,
  time,
  onPlace,
}: {
  session: TestSession;
  view: TestView;
  time: ReactNode;
  onPlace: (place: number) => void;
}) {
  const say = useWords();
  const { chosen, phase, unheard, camera } = view;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [phase.name]);
  const missing = chosen.filter((choice) => choice === null).length;
  const isPhoto = phase.name === 'photo';
  const isBusy = phase.name !== 'asking';
  const sentence = isPhoto ? words.photo : missing > 0 ? sayTest.missing(missing) : words.allAnswered;
  const cameraOff = isPhoto && camera !== 'on';
  return (
    <div className="screen screen-fixed">
      <TopBar backTo={null} title={say(words.title)} />
      <main id="main" className="flex min-h-0 grow flex-col">
        <div className="mx-auto flex min-h-0 w-full max-w-160 grow flex-col gap-3 overflow-y-auto px-4 py-2">
          <p className="text-note text-ink-2">{time}</p>
          <div aria-live="polite">
            <h1 ref={heading} tabIndex={-1} className="text-title font-bold">
              {say(sentence)}
            </h1>
            <p className="text-note text-ink-2">
              {say(isPhoto ? words.photoFix : missing > 0 ? words.tapNumber : words.submitFix)}
            </p>
          </div>
          {cameraOff && (
            <Notice tone="warn" title={say(words.photoNone)}>
              {say(words.photoNoneFix)}
            </Notice>
          )}
          <ul className="grid grid-cols-5 gap-2">
            {chosen.map((choice, i) => (
              <li key={i}>
                <button
                  type="button"
                  disabled={isBusy}
                  onClick={() => onPlace(i + 1)}
                  aria-label={`${say(sayTest.place(i + 1))}, ${say(choice === null ? words.unanswered : words.answered)}`}
                  className={`flex min-h-12 w-full items-center justify-center gap-1 rounded-button border-2 font-bold tabular-nums ${
                    choice === null
                      ? 'border-line bg-card text-ink'
                      : 'border-accent bg-accent-soft text-accent'
                  }`}
                >
                  {i + 1}
                  {choice !== null && <Icon name="check" />}
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
            {cameraOff ? (
              <Button kind="second" icon="camera" onClick={session.openCamera}>
                {say(words.openCamera)}
              </Button>
            ) : (
              <Button
                kind="second"
                disabled={isBusy}
                onClick={() => onPlace(Math.max(1, chosen.indexOf(null) + 1))}
              >
                {say(words.goOn)}
              </Button>
            )}
            <Button busy={isBusy} onClick={() => void session.submit()}>
              {say(isBusy ? words.submitting : words.submit)}
            </Button>
          </div>
        </BottomBar>
      </main>
    </div>
  );
}
