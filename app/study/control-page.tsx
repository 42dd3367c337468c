import { useEffect, useRef, useState } from 'react';
import { BottomBar, TopBar } from '../ui/bars.tsx';
import { Button } from '../ui/button.tsx';
import { DigitPad } from '../ui/digit-pad.tsx';
import { useWords } from '../ui/frame.tsx';
import { PictureChoice } from '../ui/picture-choice.tsx';
import type { ControlTurn } from './control-turn.client.ts';
import type { LessonPhase } from './lesson-view.ts';
import { labels, sentences } from './words.ts';

/**
 * 老师点名: a request that is heard (or read), and one big thing to tap. Nothing here knows the right answer (C03).
 * The page waits and never closes; only an answer or another question replaces it.
 */
export function ControlPage({
  phase,
  unheard,
  turn,
}: {
  phase: Extract<LessonPhase, { name: 'control' }>;
  unheard: boolean;
  turn: ControlTurn;
}) {
  const say = useWords();
  const { control, said, sending } = phase;
  const { kind, ask, choices } = control;
  const heading = useRef<HTMLHeadingElement>(null);
  const [picked, setPicked] = useState<string | null>(null);
  useEffect(() => heading.current?.focus(), []);
  const [word, setWord] = useState<string | null>(null);
  const readWord = () => void turn.readWord(control.id).then(setWord);
  const answer = (given: string) => {
    setPicked(given);
    turn.answer(given);
  };
  const spoken = kind === 'number' ? sentences.askNumber : sentences.askPicture;
  const detail = unheard ? sentences.reconnecting : said ? sentences[said.key] : sentences.noHurry;

  return (
    <>
      <TopBar backTo={null} title={say(labels.rollCall)} />
      <main id="main" className="flex min-h-0 grow flex-col">
        <div className="mx-auto flex min-h-0 w-full max-w-160 grow flex-col gap-2 overflow-y-auto px-4 py-2">
          <div aria-live="polite">
            <h1 ref={heading} tabIndex={-1} className="text-title font-bold">
              {ask ?? (word ? (word.endsWith('？') ? word : `${say(labels.tap)}${word}`) : say(spoken))}
            </h1>
            <p className={said ? 'text-note font-bold text-warn' : 'text-note text-ink-2'}>{say(detail)}</p>
          </div>
          {kind === 'number' ? (
            <DigitPad disabled={sending} onDone={answer} />
          ) : (
            <PictureChoice choices={choices} picked={picked} disabled={sending} onPick={answer} />
          )}
        </div>
        <BottomBar>
          <div className={kind === 'number' ? 'flex gap-2' : ''}>
            <Button kind="second" icon="sound" onClick={() => turn.hearAgain()}>
              {say(labels.hearAgain)}
            </Button>
            {/* The keypad needs the room of a second row. */}
            {kind === 'number' && (
              <Swap disabled={sending} onTap={() => turn.swap('picture')}>
                {say(labels.toPictures)}
              </Swap>
            )}
          </div>
          {kind !== 'number' && (
            <div className="grid grid-cols-2 gap-2">
              {/* A question is written already: another kind is heard. */}
              <Swap disabled={sending} onTap={kind === 'picture' ? readWord : () => turn.swap('picture')}>
                {say(kind === 'picture' ? labels.cannotHear : labels.toPictures)}
              </Swap>
              <Swap disabled={sending} onTap={() => turn.swap('number')}>
                {say(labels.cannotSee)}
              </Swap>
            </div>
          )}
        </BottomBar>
      </main>
    </>
  );
}

/** Another question, for who cannot hear or see this one. */
function Swap({ children, disabled, onTap }: { children: string; disabled: boolean; onTap: () => void }) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onTap}
      className="min-h-12 shrink-0 rounded-button px-1 text-note text-accent underline underline-offset-4 hover:bg-accent-soft disabled:text-ink-3"
    >
      {children}
    </button>
  );
}
