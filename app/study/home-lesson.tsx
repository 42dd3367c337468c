import { useFrame, useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { homeWords, sayHome } from './page-words.ts';
import type { Home } from './read-home.server.ts';
import { sayLength } from './say-time.ts';

/** The lesson that is next: its name, how far it is studied, or how far it is made. */
export function HomeLesson({ next }: { next: NonNullable<Home['next']> }) {
  const say = useWords();
  const { lang } = useFrame();
  const { ordinal, title, frontierMs, durationMs, ready, isDemo, preparingPct } = next;
  const length = durationMs ?? 0;
  return (
    <section className="rounded-button border border-hair bg-card p-4">
      <p className="flex flex-wrap items-center justify-between gap-2 text-note font-bold text-accent">
        {say(sayHome.lesson(ordinal))}
        {isDemo && <StatusTag tone="warn">{say(homeWords.demo)}</StatusTag>}
      </p>
      <h2 className="mb-3 text-title font-bold">{title}</h2>
      {ready ? (
        <>
          <Progress
            doneMs={frontierMs}
            wholeMs={length}
            label={say(homeWords.lessonProgress)}
            text={`${sayLength(frontierMs, lang)} / ${sayLength(length, lang)}`}
          />
          <p className="mt-2 flex flex-wrap justify-between gap-x-4 text-ink-2 tabular-nums">
            <span>
              {say(homeWords.left)} {sayLength(length - frontierMs, lang)}
            </span>
            <span>{say(sayHome.ofWhole(length))}</span>
          </p>
        </>
      ) : (
        <>
          <Progress
            doneMs={preparingPct * 1000}
            wholeMs={100_000}
            label={say(homeWords.preparing)}
            text={say(sayHome.prepared(preparingPct))}
          />
          <p className="mt-2 text-ink-2 tabular-nums" role="status">
            {say(sayHome.prepared(preparingPct))}
          </p>
        </>
      )}
    </section>
  );
}
