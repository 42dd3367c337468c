import { reviewWords } from '../approval/review-words.ts';
import type { SeenQuestion } from '../approval/review-view.ts';
import { sayPlace } from '../study/say-time.ts';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';

const tool = 'inline-flex min-h-9 items-center gap-1 rounded-field border-2 border-line px-2 text-table';

/** The control questions with their answers, their sound, and the second from which they may come. */
export function VersionQuestions({
  versionId,
  questions,
  onSeek,
}: {
  versionId: string;
  questions: SeenQuestion[];
  onSeek(toMs: number): void;
}) {
  const say = useWords();
  const hear = (id: string) => void new Audio(`/versions/${versionId}/questions/${id}.mp3`).play();
  return (
    <DeskPart title={say(reviewWords.questions)}>
      {questions.length === 0 && <p className="text-table text-ink-2">{say(reviewWords.noQuestions)}</p>}
      <ol className="flex flex-col gap-2 text-table">
        {questions.map(({ id, fromMs, ask, right, wrong }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <button
              type="button"
              onClick={() => onSeek(fromMs)}
              className={`${tool} font-bold text-accent tabular-nums`}
            >
              {sayPlace(fromMs)}
            </button>
            <button
              type="button"
              onClick={() => hear(id)}
              className={tool}
              aria-label={`${say(reviewWords.hear)} ${ask}`}
            >
              <Icon name="sound" />
            </button>
            <b>{ask}</b>
            <span className="font-bold text-ok">
              {say(reviewWords.right)}: {right}
            </span>
            <span className="text-ink-2">
              {say(reviewWords.wrong)}: {wrong.join('、')}
            </span>
          </li>
        ))}
      </ol>
    </DeskPart>
  );
}
