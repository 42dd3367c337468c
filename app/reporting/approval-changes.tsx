import type { LineChange } from '../approval/compare-texts.ts';
import type { AskedQuestion, QuestionChanges } from '../approval/compare-versions.ts';
import { reviewWords } from '../approval/review-words.ts';
import type { VersionChanges as Changes } from '../approval/review-view.ts';
import { sayLength, sayPlace } from '../study/say-time.ts';
import { DeskPart, FactList } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';

/** What is different from the version that was approved before: length, source, files, texts line by line, questions. */
export function VersionChanges({ changes, durationMs }: { changes: Changes | null; durationMs: number }) {
  const say = useWords();
  const { lang } = useFrame();
  if (!changes)
    return (
      <DeskPart title={say(reviewWords.changes)}>
        <p className="text-table text-ink-2">{say(reviewWords.firstVersion)}</p>
      </DeskPart>
    );
  const { files, questions, check, texts, isSameSource } = changes;
  const byMs = durationMs - changes.durationMs;
  const names = (list: string[]) => list.join('、') || '0';
  const facts = [
    {
      name: say(reviewWords.lengthBy),
      value:
        Math.abs(byMs) < 500
          ? say(reviewWords.noChange)
          : `${byMs > 0 ? '+' : '−'}${sayLength(Math.abs(byMs), lang)}`,
    },
    { name: say(reviewWords.filesAdded), value: names(files.added) },
    { name: say(reviewWords.filesRemoved), value: names(files.removed) },
    { name: say(reviewWords.filesChanged), value: names(files.changed) },
    { name: say(reviewWords.filesSame), value: files.same },
  ];
  return (
    <DeskPart title={`${say(reviewWords.changes)} · v${changes.number}`}>
      <p className="text-table">{say(isSameSource ? reviewWords.sourceSame : reviewWords.sourceOther)}</p>
      <FactList facts={facts} />
      <p className="text-table text-ink-2">{say(reviewWords.segmentsNote)}</p>
      {texts.map(({ name, lines }) => (
        <TextChanges
          key={name}
          title={say(name === 'subtitles.vtt' ? reviewWords.captions : reviewWords.transcript)}
          lines={lines}
        />
      ))}
      <ChangedQuestions
        title={say(reviewWords.questions)}
        none={say(reviewWords.questionsSame)}
        changes={questions}
      />
      <ChangedQuestions title={say(reviewWords.check)} none={say(reviewWords.checkSame)} changes={check} />
    </DeskPart>
  );
}

const sayQuestion = ({ kind, fromMs, ask, right, wrong, why = '' }: AskedQuestion) =>
  `${kind === 'check' ? '' : `${sayPlace(fromMs)} `}${ask} ✓${right} ✗${wrong.join('、')} ${why}`;

function ChangedQuestions({
  title,
  none,
  changes,
}: {
  title: string;
  none: string;
  changes: QuestionChanges;
}) {
  const { added, removed, changed } = changes;
  const isSame = added.length + removed.length + changed.length === 0;
  return (
    <>
      <h3 className="text-table font-bold">{title}</h3>
      {isSame && <p className="text-table text-ink-2">{none}</p>}
      <ul className="text-table empty:hidden">
        {removed.map((one) => (
          <Line key={`out ${one.ask} ${one.fromMs}`} kind="out" line={sayQuestion(one)} />
        ))}
        {changed.map(({ before, after }) => (
          <li key={`${after.ask} ${after.fromMs}`}>
            <ul>
              <Line kind="out" line={sayQuestion(before)} />
              <Line kind="in" line={sayQuestion(after)} />
            </ul>
          </li>
        ))}
        {added.map((one) => (
          <Line key={`in ${one.ask} ${one.fromMs}`} kind="in" line={sayQuestion(one)} />
        ))}
      </ul>
    </>
  );
}

function TextChanges({ title, lines }: { title: string; lines: (LineChange | null)[] }) {
  const say = useWords();
  return (
    <>
      <h3 className="text-table font-bold">{title}</h3>
      <div
        role="region"
        aria-label={`${say(reviewWords.changes)} · ${title}`}
        tabIndex={0}
        className="max-h-60 overflow-y-auto rounded-field border border-hair"
      >
        <ul className="text-table">
          {lines.map((change, n) =>
            change ? (
              // eslint-disable-next-line react/no-array-index-key
              <Line key={n} {...change} />
            ) : (
              // eslint-disable-next-line react/no-array-index-key
              <li key={n} className="px-2 text-center text-ink-2">
                ⋯<span className="only-heard">{say(reviewWords.skipped)}</span>
              </li>
            ),
          )}
        </ul>
      </div>
    </>
  );
}

const look = {
  out: { sign: '−', box: 'bg-bad-soft', word: 'taken' },
  in: { sign: '+', box: 'bg-ok-soft', word: 'given' },
  same: { sign: ' ', box: '', word: null },
} as const;

/** One line with its sign; read aloud with what happened to it. */
function Line({ kind, line }: LineChange) {
  const say = useWords();
  const { sign, box, word } = look[kind];
  return (
    <li className={`flex gap-2 px-2 break-words whitespace-pre-wrap ${box}`}>
      <span aria-hidden="true" className="w-3 shrink-0 font-mono">
        {sign}
      </span>
      {word && <span className="only-heard">{say(reviewWords[word])}: </span>}
      <span className="min-w-0">{line}</span>
    </li>
  );
}
