import { NavLink } from '@remix-run/react';
import type { CaseListed } from '../presence/review/read-cases.server.ts';
import { useWords } from '../ui/frame.tsx';
import { caseKindWords, caseWords } from './case-words.ts';
import { sayAge } from './say-age.ts';

/** The queue, oldest first, without a picture of anybody. `search` keeps the filter. */
export function CaseList({
  cases,
  search,
  nowMs,
  withInstitution,
}: {
  cases: CaseListed[];
  search: string;
  nowMs: number;
  withInstitution: boolean;
}) {
  const say = useWords();
  return (
    <nav
      aria-label={say(caseWords.list)}
      className="max-h-60 shrink-0 overflow-y-auto rounded-button border border-hair bg-card desk:sticky desk:top-6 desk:max-h-screen desk:w-72 desk:self-start"
    >
      <ul>
        {cases.map(({ id, kind, learnerName, institution, openedMs }) => (
          <li key={id} className="border-b border-hair">
            <NavLink
              to={`/desk/reviews/${id}${search}`}
              preventScrollReset
              className={({ isActive }) =>
                `flex min-h-11 flex-col justify-center border-l-4 px-3 py-1 text-table hover:bg-accent-soft ${
                  isActive ? 'border-accent bg-accent-soft' : 'border-card'
                }`
              }
            >
              <span className="flex justify-between gap-2">
                <b className="min-w-0 truncate">{learnerName}</b>
                <span className="shrink-0 text-ink-2 tabular-nums">{say(sayAge(openedMs, nowMs))}</span>
              </span>
              <span className="text-ink-2">
                {say(caseKindWords[kind])}
                {withInstitution && ` · ${institution}`}
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
