import type { ReactNode } from 'react';
import { useWords } from './frame.tsx';
import { Icon, type IconName } from './icon.tsx';
import { uiWords } from './words.ts';

/** Nothing here yet: what it is and what to do about it. */
export function Empty({
  icon = 'info',
  say,
  page = false,
  children,
}: {
  icon?: IconName;
  say: string;
  /** It is the whole page: its sentence is the heading. */
  page?: boolean;
  children?: ReactNode;
}) {
  const Sentence = page ? 'h1' : 'p';
  return (
    <div className="flex grow flex-col items-center justify-center gap-3 py-6 text-center">
      <span className="flex h-24 w-24 items-center justify-center rounded-tag bg-accent-soft text-num text-accent">
        <Icon name={icon} />
      </span>
      <Sentence className={`font-bold ${page ? 'text-say' : 'text-title'}`}>{say}</Sentence>
      {children && <div className="text-ink-2">{children}</div>}
    </div>
  );
}

/** A page that is on its way, in the shape it will have. */
export function Skeleton() {
  const say = useWords();
  return (
    <div className="screen bg-page" role="status" aria-label={say(uiWords.opening)}>
      <div className="h-12 shrink-0 border-b border-hair bg-card" />
      <div className="breathing mx-auto flex w-full max-w-160 grow flex-col gap-4 p-4">
        <div className="h-20 rounded-button bg-hair" />
        <div className="h-44 rounded-button bg-hair" />
        <div className="h-24 rounded-button bg-hair" />
      </div>
      <div className="safe-bottom shrink-0 border-t border-hair bg-card px-4 pt-3">
        <div className="breathing mx-auto h-15 max-w-152 rounded-button bg-hair" />
      </div>
    </div>
  );
}

/** Steps in order; `now` counts from 1, what comes before it is done. */
export function Steps({ steps, now }: { steps: string[]; now: number }) {
  return (
    <ol className="flex flex-col gap-3">
      {steps.map((step, index) => {
        const done = index + 1 < now;
        const here = index + 1 === now;
        return (
          <li key={step} aria-current={here ? 'step' : undefined} className="flex items-start gap-3">
            <span
              className={`flex h-9 w-9 shrink-0 items-center justify-center rounded-tag font-bold ${
                done
                  ? 'bg-ok-soft text-ok'
                  : here
                    ? 'bg-accent text-white'
                    : 'border-2 border-line text-ink-2'
              }`}
            >
              {done ? <Icon name="check" /> : index + 1}
            </span>
            <span className={here ? 'font-bold' : 'text-ink-2'}>{step}</span>
          </li>
        );
      })}
    </ol>
  );
}
