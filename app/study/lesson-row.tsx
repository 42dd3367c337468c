import { LinkButton } from '../ui/button.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Notice, StatusTag, type Tone } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { homeWords, progressWords, sayProgress } from './page-words.ts';
import { sayLength } from './say-time.ts';
import type { Credit } from './study.wire.ts';

type Lesson = Credit['lessons'][number];

function stateOf(lesson: Lesson): { tone: Tone; word: keyof typeof progressWords } {
  if (lesson.completed) return { tone: 'ok', word: 'done' };
  if (!lesson.ready) return { tone: 'plain', word: 'preparing' };
  if (lesson.provenMs + lesson.waitingMs > 0) return { tone: 'info', word: 'studying' };
  return { tone: 'plain', word: lesson.open ? 'notBegun' : 'locked' };
}

/** One lesson of the record: what is credited, what waits, what was withheld and why, and its repair. */
export function LessonRow({ lesson }: { lesson: Lesson }) {
  const say = useWords();
  const { lang } = useFrame();
  const { ordinal, title, durationMs, provenMs, waitingMs, withheld } = lesson;
  const { tone, word } = stateOf(lesson);
  return (
    <li className="flex flex-col gap-2 rounded-button border border-hair bg-card p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="font-bold">{say(sayProgress.lesson(ordinal, title))}</h3>
        <span className="flex gap-2 text-note">
          {lesson.isDemo && <StatusTag tone="warn">{say(homeWords.demo)}</StatusTag>}
          <StatusTag tone={tone}>{say(progressWords[word])}</StatusTag>
        </span>
      </div>
      {durationMs !== null && (
        <>
          <Progress
            doneMs={provenMs}
            waitingMs={waitingMs}
            wholeMs={durationMs}
            label={say(homeWords.lessonProgress)}
            text={say(sayProgress.credited(provenMs, durationMs))}
          />
          <p className="text-ink-2 tabular-nums">
            {say(progressWords.saved)} {sayLength(provenMs, lang)}
            {waitingMs > 0 && <span className="block">{say(sayProgress.waiting(waitingMs))}</span>}
          </p>
        </>
      )}
      {withheld && (
        <Notice
          tone="warn"
          title={say(sayProgress.withheld(withheld.fromMs, withheld.toMs, withheld.reason))}
          action={
            <LinkButton kind="second" to={`/lessons/${ordinal}`}>
              {say(progressWords.makeUpHere)}
            </LinkButton>
          }
        >
          {say(progressWords.repair)}
        </Notice>
      )}
    </li>
  );
}
