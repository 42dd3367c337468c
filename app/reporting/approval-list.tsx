import { NavLink } from '@remix-run/react';
import { reviewWords, saySelected, videoStateWords } from '../approval/review-words.ts';
import { isDemoDocument, type QueuedVersion } from '../approval/review-view.ts';
import { sayPlace } from '../study/say-time.ts';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { sayAge } from './say-age.ts';

/** What can be published at once: chosen by space or by its box. */
export type Selection = {
  chosen: ReadonlySet<string>;
  may(one: QueuedVersion): boolean;
  toggle(id: string): void;
};

/** The versions of a tab beside the one that is open. `search` keeps tab and filter. */
export function ApprovalList({
  versions,
  search,
  nowMs,
  selection,
}: {
  versions: QueuedVersion[];
  search: string;
  nowMs: number;
  selection: Selection | null;
}) {
  const say = useWords();
  return (
    <nav
      aria-label={say(reviewWords.list)}
      className="max-h-60 shrink-0 overflow-y-auto rounded-button border border-hair bg-card desk:sticky desk:top-6 desk:max-h-screen desk:w-72 desk:self-start"
    >
      {selection && selection.chosen.size > 0 && (
        <p className="border-b border-hair px-3 py-1 text-table font-bold" role="status">
          {say(saySelected(selection.chosen.size))}
        </p>
      )}
      <ul>
        {versions.map((one) => (
          <li key={one.id} className="flex items-stretch border-b border-hair">
            {selection?.may(one) && (
              <label className="flex w-11 shrink-0 cursor-pointer items-center justify-center">
                <input
                  type="checkbox"
                  checked={selection.chosen.has(one.id)}
                  onChange={() => selection.toggle(one.id)}
                  aria-label={`${say(reviewWords.select)} ${one.title}`}
                />
              </label>
            )}
            <NavLink
              to={`/desk/approvals/${one.id}${search}`}
              preventScrollReset
              className={({ isActive }) =>
                `flex min-h-11 min-w-0 grow flex-col justify-center border-l-4 px-3 py-1 text-table hover:bg-accent-soft ${
                  isActive ? 'border-accent bg-accent-soft' : 'border-card'
                }`
              }
            >
              <ListedVersion one={one} nowMs={nowMs} />
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ListedVersion({ one, nowMs }: { one: QueuedVersion; nowMs: number }) {
  const say = useWords();
  const { title, occupation, number, state, durationMs, submittedMs, institution, flags } = one;
  return (
    <>
      <span className="flex justify-between gap-2">
        <b className="min-w-0 truncate" title={title}>
          {title}
        </b>
        <span className="shrink-0 text-ink-2 tabular-nums">
          {state === 'submitted' ? say(sayAge(submittedMs, nowMs)) : say(videoStateWords[state])}
        </span>
      </span>
      <span className="truncate text-ink-2">
        {occupation} · v{number} · {sayPlace(durationMs)} · {institution ?? say(reviewWords.platform)}
      </span>
      <span className="flex flex-wrap gap-x-3 font-bold empty:hidden">
        {flags > 0 && (
          <span className="flex items-center gap-1 text-warn">
            <Icon name="warn" />
            {say(reviewWords.flagged)} {flags}
          </span>
        )}
        {one.isOwn && state === 'submitted' && <span className="text-ink-2">{say(reviewWords.own)}</span>}
        {one.isMine && state === 'submitted' && <span className="text-info">{say(reviewWords.mine)}</span>}
        {isDemoDocument(one.approvalDocument) && <span className="text-warn">{say(reviewWords.demo)}</span>}
      </span>
    </>
  );
}
