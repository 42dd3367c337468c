import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { VersionFlag } from '../../db/schema/version.ts';
import type { ReviewedVersion } from '../approval/review-view.ts';
import { reviewWords, sayApprovals, videoStateWords } from '../approval/review-words.ts';
import { VersionPlayer, type PlayerHandle } from '../approval/version-player.tsx';
import { refusalWords } from '../platform/words.ts';
import { sayPlace } from '../study/say-time.ts';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { VersionChanges } from './approval-changes.tsx';
import { HashLine, HashTools, ReviewHistory, VersionFacts } from './approval-facts.tsx';
import { VersionNotes } from './approval-notes.tsx';
import { DemoNotice } from './approval-publish.tsx';
import { VersionCheck, VersionQuestions } from './approval-questions.tsx';
import type { DeskSeen } from './read-desk.server.ts';
import { sayMoment } from './say-moment.ts';

/** One version beside the list: the exact bytes and all that belongs to them, then what may be done with it (`children`). */
export function ApprovalDetail({
  one,
  role,
  pageKeys,
  onStuck,
  children,
}: {
  one: ReviewedVersion;
  role: DeskSeen['role'];
  /** The keys of the player work on the whole page. */
  pageKeys: boolean;
  onStuck(stuck: boolean): void;
  children: ReactNode;
}) {
  const say = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const player = useRef<PlayerHandle>(null);
  const noteField = useRef<HTMLInputElement>(null);
  const [atMs, setAtMs] = useState(0);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [one.id]);
  const seek = useCallback((toMs: number) => player.current?.seek(toMs), []);
  const onNote = useCallback(() => noteField.current?.focus(), []);
  const { media, notes, flags, may, state } = one;
  const marks = useMemo(
    () => [
      ...notes.map(({ atMs: at, words }) => ({ atMs: at, label: words, tone: 'note' as const })),
      ...flags.map(({ kind, fromMs, toMs }) => ({
        ...{ atMs: fromMs, toMs, tone: 'flag' as const },
        label: say(reviewWords[kind]),
      })),
    ],
    [notes, flags, say],
  );
  const waits = state === 'submitted' && !may.decide;
  const pinned = (
    <VersionNotes notes={notes} mayNote={may.decide} atMs={atMs} field={noteField} onSeek={seek} />
  );
  return (
    <article aria-labelledby="version" className="above-sheet flex min-w-0 grow flex-col gap-3">
      <header>
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <h2
            id="version"
            ref={heading}
            tabIndex={-1}
            className="min-w-0 text-desk-title font-bold break-words"
          >
            {one.title}
          </h2>
          <HashTools one={one} />
        </div>
        <p className="text-table text-ink-2">
          {one.occupation} · {say(reviewWords.version)} {one.number} · {say(videoStateWords[state])}
          {one.approvalDocument && ` · ${say(reviewWords.document)} ${one.approvalDocument}`}
        </p>
        <HashLine hash={one.contentSha256} />
      </header>
      <DemoNotice document={one.approvalDocument} />
      {waits && (role === 'inspector' || role === 'auditor') && (
        <Notice tone="plain" title={say(reviewWords.readOnly)} />
      )}
      {waits && role === 'reviewer' && one.isOwn && (
        <Notice tone="plain" title={say(refusalWords.approve_own.say)}>
          {say(refusalWords.approve_own.fix)}
        </Notice>
      )}
      {waits && role === 'reviewer' && !one.isOwn && (
        <Notice tone="info" title={say(reviewWords.waitsForOther)} />
      )}
      {one.needed > 1 && state === 'submitted' && <FirstWords one={one} />}
      {media ? (
        <div className="flex min-w-0 flex-col gap-3 wide:flex-row">
          <div className="min-w-0 wide:w-3/5 wide:shrink-0">
            <VersionPlayer
              versionId={one.id}
              renditions={media.renditions}
              durationMs={one.durationMs}
              contentSha256={one.contentSha256}
              files={media.files}
              segments={media.segments}
              notes={marks}
              onTime={setAtMs}
              {...(may.decide ? { onNote } : {})}
              onStuck={onStuck}
              pageKeys={pageKeys}
              handle={player}
            />
          </div>
          <div className="min-w-0 grow wide:relative">
            <div className="flex flex-col gap-3 wide:absolute wide:inset-0">
              <div className="wide:max-h-1/2 wide:shrink-0 wide:overflow-y-auto">{pinned}</div>
              <Transcript text={media.transcript} />
            </div>
          </div>
        </div>
      ) : (
        <>
          <Notice tone="plain" title={say(reviewWords.notShown)} />
          {pinned}
        </>
      )}
      {media && <Flags flags={flags} onSeek={seek} />}
      <VersionFacts one={one} />
      {media && (
        <>
          <VersionQuestions
            versionId={one.id}
            questions={media.questions}
            withDrawings={role !== 'inspector' && role !== 'auditor'}
            onSeek={seek}
          />
          <VersionCheck check={media.check} />
          <VersionChanges changes={media.changes} durationMs={one.durationMs} />
        </>
      )}
      <ReviewHistory one={one} />
      {children}
    </article>
  );
}

/** Where two have to approve: who did so already, and when. */
function FirstWords({ one: { reviews, needed } }: { one: ReviewedVersion }) {
  const say = useWords();
  return (
    <Notice tone="info" title={say(sayApprovals(reviews.length, needed))}>
      {reviews.map(({ by, decidedMs }) => `${by} ${sayMoment(decidedMs)}`).join(' · ')}
    </Notice>
  );
}

function Transcript({ text }: { text: string }) {
  const say = useWords();
  const title = say(reviewWords.transcript);
  return (
    <section className="flex max-h-80 flex-col rounded-button border border-hair bg-card wide:max-h-none wide:min-h-0 wide:grow">
      <h3 className="px-3 pt-2 font-bold">{title}</h3>
      <div
        role="region"
        aria-label={title}
        tabIndex={0}
        className="min-h-0 grow overflow-y-auto px-3 pb-2 text-table whitespace-pre-wrap"
      >
        {text || say(reviewWords.noTranscript)}
      </div>
    </section>
  );
}

/** What the worker found: black, silent; a press leads there. */
function Flags({ flags, onSeek }: { flags: VersionFlag[]; onSeek(toMs: number): void }) {
  const say = useWords();
  return (
    <DeskPart title={say(reviewWords.flags)}>
      {flags.length === 0 && <p className="text-table text-ink-2">{say(reviewWords.noFlags)}</p>}
      <p className="flex flex-wrap gap-2 empty:hidden">
        {flags.map(({ kind, fromMs, toMs }) => (
          <button
            key={kind + fromMs}
            type="button"
            onClick={() => onSeek(fromMs)}
            className="inline-flex min-h-9 items-center gap-1 rounded-field bg-warn-soft px-3 text-table font-bold text-warn tabular-nums"
          >
            <Icon name="warn" />
            {say(reviewWords[kind])} {sayPlace(fromMs)}–{sayPlace(toMs)}
          </button>
        ))}
      </p>
    </DeskPart>
  );
}
