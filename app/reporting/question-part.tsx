import { Form } from '@remix-run/react';
import { refuseCompanion } from '../approval/companion-rules.ts';
import type { AuthorVersion, QuestionSeen } from '../approval/read-version.server.ts';
import { authorWords } from '../approval/words.ts';
import { sayPlace } from '../study/say-time.ts';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { QuestionForm, type PictureSeen } from './question-form.tsx';
import { sayRefusedForm, type ToldForm } from './told-form.ts';

const tool =
  'inline-flex min-h-9 items-center gap-1 rounded-field border-2 border-line bg-card px-2 text-table';

/** The control questions of a version with their answers and their sound, and a form for one more. */
export function QuestionPart({
  version,
  pictures,
  told,
}: {
  version: AuthorVersion;
  pictures: PictureSeen[];
  told: ToldForm | null;
}) {
  const say = useWords();
  const refused = refuseCompanion(version, 'question');
  const { questions } = version;
  const gone = sayRefusedForm(told, 'drop-question', say);
  return (
    <DeskPart title={say(authorWords.questions)}>
      <p className="text-table text-ink-2">{say(authorWords.questionHint)}</p>
      {questions.length === 0 && <p className="text-table">{say(authorWords.noQuestions)}</p>}
      {gone && <p className="font-bold text-bad">{gone}</p>}
      <ol className="flex flex-col gap-2 text-table">
        {questions.map((question) => (
          <Question
            key={question.id}
            version={version}
            question={question}
            pictures={pictures}
            open={refused === null}
          />
        ))}
      </ol>
      {refused === null && <QuestionForm key={questions.length} pictures={pictures} told={told} />}
      {refused === 'version_step' && <p className="text-table text-ink-2">{say(authorWords.later)}</p>}
    </DeskPart>
  );
}

function Question({
  version,
  question,
  pictures,
  open,
}: {
  version: AuthorVersion;
  question: QuestionSeen;
  pictures: PictureSeen[];
  open: boolean;
}) {
  const say = useWords();
  const { id, kind, fromMs, ask, right, wrong, spoken } = question;
  const name = (drawing: string) => pictures.find((one) => one.drawing === drawing)?.say ?? drawing;
  const hear = () => void new Audio(`/versions/${version.id}/questions/${id}.mp3`).play();
  return (
    <li className="flex flex-wrap items-center gap-2 border-t border-hair pt-2">
      <span className="font-bold tabular-nums">{sayPlace(fromMs)}</span>
      {!spoken ? (
        <StatusTag tone="info">{say(authorWords.unspoken)}</StatusTag>
      ) : (
        version.renditions.length > 0 && (
          <button
            type="button"
            onClick={hear}
            className={tool}
            aria-label={`${say(authorWords.hear)} ${ask}`}
          >
            <Icon name="sound" />
          </button>
        )
      )}
      <b className="min-w-0 break-words">{ask}</b>
      {kind === 'picture' ? (
        <span className="flex gap-2">
          {[right, ...wrong].map((drawing, n) => (
            <img
              key={drawing}
              src={`/drawings/${drawing}`}
              alt={`${say(n === 0 ? authorWords.right : authorWords.wrong)} ${name(drawing)}`}
              className={`h-15 w-15 rounded-field border-2 ${n === 0 ? 'border-accent' : 'border-hair'}`}
            />
          ))}
        </span>
      ) : (
        <>
          <span className="font-bold text-ok">
            {say(authorWords.right)}: {right}
          </span>
          <span className="text-ink-2">
            {say(authorWords.wrong)}: {wrong.join('、')}
          </span>
        </>
      )}
      {open && (
        <Form method="post" preventScrollReset className="ml-auto">
          <input type="hidden" name="intent" value="drop-question" />
          <input type="hidden" name="question" value={id} />
          <button type="submit" className={tool} aria-label={`${say(authorWords.remove)} ${ask}`}>
            {say(authorWords.remove)}
          </button>
        </Form>
      )}
    </li>
  );
}
