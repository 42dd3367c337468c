import { Link, useNavigate } from '@remix-run/react';
import { useMemo, useRef, useState } from 'react';
import type { RefusalCode } from '../platform/refusal.ts';
import { refusalWords } from '../platform/words.ts';
import type { CaseDecision, CaseKind } from '../presence/face-state.ts';
import type { CaseSeen } from '../presence/review/read-case.server.ts';
import type { CaseListed } from '../presence/review/read-cases.server.ts';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Empty } from '../ui/states.tsx';
import { CaseDetail } from './case-detail.tsx';
import { CaseForm } from './case-form.tsx';
import { CaseList } from './case-list.tsx';
import { caseKindWords, caseWords } from './case-words.ts';
import { DeskPage } from './desk-page.tsx';
import type { DeskSeen } from './read-desk.server.ts';
import { useListKeys, type ListKeys } from '../ui/use-list-keys.ts';

export type Reviews = {
  desk: DeskSeen;
  cases: CaseListed[];
  kind: CaseKind | null;
  one: CaseSeen | null;
  viewReason: string | null;
  nowMs: number;
  /** A decision was just stored. */
  stored: boolean;
};

/** The review queue: the list at the left, the case beside it, everything by keys. */
export function ReviewsPage({ reviews, refused }: { reviews: Reviews; refused: RefusalCode | null }) {
  const say = useWords();
  const navigate = useNavigate();
  const { desk, cases, kind, one, viewReason, nowMs, stored } = reviews;
  const search = kind ? `?kind=${kind}` : '';
  const place = cases.findIndex(({ id }) => id === one?.id);
  const nextId = cases[place + 1]?.id ?? cases.find(({ id }) => id !== one?.id)?.id ?? null;
  const [choice, setChoice] = useState<{ id: string; decision: CaseDecision } | null>(null);
  const chosen = choice && choice.id === one?.id ? choice.decision : null;
  const reason = useRef<HTMLInputElement>(null);
  const keys = useMemo<ListKeys>(() => {
    const go = (to: CaseListed | undefined) => to && navigate(`/desk/reviews/${to.id}${search}`);
    return {
      next: () => go(cases[place + 1]),
      previous: () => go(cases[Math.max(0, place - 1)]),
      choose: (index) => {
        const decision = one && !one.refused ? one.decisions[index] : undefined;
        if (!one || !decision) return;
        setChoice({ id: one.id, decision });
        reason.current?.focus({ preventScroll: true });
      },
    };
  }, [cases, place, one, search, navigate]);
  const { on, toggle } = useListKeys(keys);
  return (
    <DeskPage desk={desk} title={say(caseWords.title)}>
      <div className="flex flex-wrap items-center gap-2 text-table">
        {[null, ...desk.todo.map((todo) => todo.kind)].map((each) => (
          <Link
            key={each ?? 'all'}
            to={each ? `/desk/reviews?kind=${each}` : '/desk/reviews'}
            aria-current={each === kind ? 'true' : undefined}
            className={`inline-flex min-h-9 items-center rounded-tag border-2 px-3 ${
              each === kind ? 'border-accent bg-accent-soft font-bold text-accent' : 'border-hair bg-card'
            }`}
          >
            {say(each ? caseKindWords[each] : caseWords.all)}
          </Link>
        ))}
        <span className="ml-auto flex items-center gap-2 text-ink-2">
          {on && <span className="hidden desk:inline">{say(caseWords.keysHint)}</span>}
          <button
            type="button"
            aria-pressed={on}
            onClick={toggle}
            className="min-h-9 rounded-field border-2 border-line px-2"
          >
            {say(caseWords.keys)}: {say(on ? caseWords.keysOn : caseWords.keysOff)}
          </button>
        </span>
      </div>
      {stored && <Notice tone="ok" title={say(caseWords.stored)} live />}
      {refused === 'case_gone' && <Notice tone="warn" title={say(refusalWords.case_gone.say)} live />}
      {cases.length === 0 && !one ? (
        <Empty icon="check" say={say(caseWords.nothing)} />
      ) : (
        <div className="flex flex-col gap-4 desk:flex-row">
          {cases.length > 0 && (
            <CaseList
              cases={cases}
              search={search}
              nowMs={nowMs}
              withInstitution={desk.role !== 'clerk' && desk.role !== 'head'}
            />
          )}
          {one ? (
            <CaseDetail key={one.id} one={one} viewReason={viewReason}>
              <CaseForm
                decisions={one.decisions}
                chosen={chosen}
                onChoose={(decision) => setChoice({ id: one.id, decision })}
                reason={reason}
                nextId={nextId}
                refused={refused}
              />
            </CaseDetail>
          ) : (
            <p className="text-ink-2">{say(caseWords.pick)}</p>
          )}
        </div>
      )}
    </DeskPage>
  );
}
