import { cameraWords } from '../presence/device/camera-words.ts';
import { wordsOfRefusal } from '../platform/study-refusal-words.ts';
import type { Words } from '../platform/words.ts';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import type { LessonShown } from './lesson-page.tsx';
import type { LessonView } from './lesson-view.ts';
import { sayLength } from './say-time.ts';
import { fill, labels, sentences } from './words.ts';

/** Always in sight: which lesson, how much is earned, what is left, what was withheld and what a class hour lacks. */
export function StandingPanel({
  lesson,
  view,
  onHelper,
  onWhy,
  onCamera,
}: {
  lesson: LessonShown;
  view: LessonView;
  /** Somebody helps her: a second face is not guilt. Null while nothing is studied. */
  onHelper: (() => void) | null;
  onWhy: () => void;
  onCamera: () => void;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const { provenMs, frontierMs, withheld } = view.standing ?? lesson;
  const durationMs = view.standing?.durationMs ?? lesson.durationMs;
  const leftMs = durationMs === null ? null : Math.max(0, durationMs - frontierMs);
  const earned = sayLength(frontierMs, lang);
  const why = view.phase.name === 'refused' ? wordsOfRefusal(view.phase).why : undefined;

  return (
    <section className="flex flex-col gap-3 px-4 py-4 short:gap-1 short:py-1">
      <NoticeOrTitle lesson={lesson} view={view} />
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-body text-ink-2">{say(labels.credited)}</span>
        <span className="text-num font-bold tabular-nums">{earned}</span>
        {lesson.isDemo && (
          <span className="ml-auto text-note">
            <StatusTag tone="warn">{say(labels.demo)}</StatusTag>
          </span>
        )}
      </p>
      <Progress
        doneMs={provenMs}
        waitingMs={frontierMs - provenMs}
        wholeMs={durationMs ?? 0}
        label={say(labels.progress)}
        text={earned}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <p className="text-body text-ink-2 tabular-nums">
          {leftMs === 0
            ? say(labels.leftNone)
            : leftMs !== null && `${say(labels.left)} ${sayLength(leftMs, lang)}`}
        </p>
        {view.camera === 'on' && (
          <p className="flex items-center gap-2 text-note text-ink-2">
            <span className="camera-dot" aria-hidden="true" />
            {say(cameraWords.on)}
          </p>
        )}
      </div>
      {why && <p className="text-note text-ink-2">{say(why)}</p>}
      <div className="flex flex-wrap gap-x-4">
        {withheld && (
          <Missing onTap={onWhy} more={say(labels.seeWhy)}>
            {fill(sentences.withheldShort, { aboutMs: withheld.toMs - withheld.fromMs }, lang)}
          </Missing>
        )}
        <CameraMissing lesson={lesson} view={view} onTap={onCamera} />
        {onHelper && view.camera === 'on' && (
          <button
            type="button"
            onClick={onHelper}
            className="flex min-h-12 items-center gap-1 text-note text-accent underline underline-offset-4"
          >
            <Icon name="people" />
            {say(labels.helper)}
          </button>
        )}
      </div>
    </section>
  );
}

/** The lesson's title; for a moment, what was just refused or done. */
function NoticeOrTitle({ lesson, view }: { lesson: LessonShown; view: LessonView }) {
  const say = useWords();
  const { lang } = useFrame();
  const { notice, phase, unheard } = view;
  const buffering = phase.name === 'playing' && phase.buffering;
  const said = notice
    ? 'key' in notice
      ? { text: fill(sentences[notice.key], notice.facts, lang), why: sentences[notice.key].why }
      : { text: say(cameraWords.taken), why: undefined }
    : buffering || (unheard && phase.name === 'playing')
      ? { text: say(buffering ? sentences.buffering : sentences.reconnecting), why: undefined }
      : null;
  return (
    <>
      <h1 className={said === null ? 'truncate text-title font-bold' : 'only-heard'}>
        {say(labels.lesson).replace('{n}', String(lesson.ordinal))} {lesson.title}
      </h1>
      <div role="status">
        {said && (
          <div className="rounded-field bg-warn-soft px-3 py-1 text-note font-bold text-warn">
            {said.text}
            {said.why && <Rule words={said.why} />}
          </div>
        )}
      </div>
    </>
  );
}

/** 看依据: the clause behind a refusal, one tap away. */
function Rule({ words }: { words: Words }) {
  const say = useWords();
  return (
    <details className="inline">
      <summary className="ml-1 inline-block underline underline-offset-4">{say(labels.basis)}</summary>
      <p className="font-normal text-ink">{say(words)}</p>
    </details>
  );
}

/** One thing that is missing, and the way to its repair. */
function Missing({ children, more, onTap }: { children: string; more: string; onTap: () => void }) {
  return (
    <button
      type="button"
      onClick={onTap}
      className="flex min-h-12 items-center gap-1 text-note font-bold text-warn underline underline-offset-4"
    >
      <Icon name="warn" />
      <span>
        {children} · {more}
      </span>
      <Icon name="forward" />
    </button>
  );
}

/** While the camera is off, or an hour lacks its photograph: said, with the repair. */
function CameraMissing({
  lesson,
  view,
  onTap,
}: {
  lesson: LessonShown;
  view: LessonView;
  onTap: () => void;
}) {
  const say = useWords();
  const hourWaits = view.hourWaits || lesson.hourWaits;
  if (view.camera === 'on') return null;
  if (!['denied', 'missing', 'busy', 'lost'].includes(view.camera) && !hourWaits) return null;
  return (
    <Missing onTap={onTap} more={say(cameraWords.seePictures)}>
      {say(hourWaits ? cameraWords.lacksPhotograph : cameraWords.off)}
    </Missing>
  );
}
