import { reviewWords } from '../approval/review-words.ts';
import type { SeenCheck, SeenQuestion } from '../approval/review-view.ts';
import { sayPlace } from '../study/say-time.ts';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';

const tool = 'inline-flex min-h-9 items-center gap-1 rounded-field border-2 border-line px-2 text-table';

/** The control questions with their answers, their sound, and the second from which they may come. */
export function VersionQuestions({
  versionId,
  questions,
  withDrawings,
  onSeek,
}: {
  versionId: string;
  questions: SeenQuestion[];
  /** Drawings by their names are for who makes and approves questions; to others the names say it. */
  withDrawings: boolean;
  onSeek(toMs: number): void;
}) {
  const say = useWords();
  const hear = (id: string) => void new Audio(`/versions/${versionId}/questions/${id}.mp3`).play();
  return (
    <DeskPart title={say(reviewWords.questions)}>
      {questions.length === 0 && <p className="text-table text-ink-2">{say(reviewWords.noQuestions)}</p>}
      <ol className="flex flex-col gap-2 text-table">
        {questions.map(({ id, kind, fromMs, ask, right, wrong }) => (
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
            {withDrawings &&
              kind === 'picture' &&
              [right, ...wrong].map((name) => <Drawing key={name} name={name} />)}
            <Answers right={right} wrong={wrong} />
          </li>
        ))}
      </ol>
    </DeskPart>
  );
}

/** The questions of the check at the lesson's end, with what their answers teach. */
export function VersionCheck({ check }: { check: SeenCheck[] }) {
  const say = useWords();
  if (check.length === 0) return null;
  return (
    <DeskPart title={say(reviewWords.check)}>
      <ol className="flex flex-col gap-2 text-table">
        {check.map(({ number, ask, right, wrong, why }) => (
          <li key={number} className="flex flex-wrap items-center gap-x-2">
            <b>
              {number}. {ask}
            </b>
            <Answers right={right} wrong={wrong} />
            <span className="w-full text-ink-2">{why}</span>
          </li>
        ))}
      </ol>
    </DeskPart>
  );
}

function Answers({ right, wrong }: { right: string; wrong: string[] }) {
  const say = useWords();
  return (
    <>
      <span className="font-bold text-ok">
        {say(reviewWords.right)}: {right}
      </span>
      <span className="text-ink-2">
        {say(reviewWords.wrong)}: {wrong.join('、')}
      </span>
    </>
  );
}

/** The drawing of an answer; its name stands beside it. */
function Drawing({ name }: { name: string }) {
  return (
    <img src={`/drawings/${name}`} alt="" className="h-12 w-12 rounded-field border border-hair bg-card" />
  );
}
