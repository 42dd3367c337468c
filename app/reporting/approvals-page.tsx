import { Form, Link, useNavigate } from '@remix-run/react';
import { useMemo, useRef, useState } from 'react';
import { checklistItems, type ReviewDecision } from '../approval/review-rules.ts';
import {
  queueTabs,
  type OccupationCount,
  type QueuedVersion,
  type QueueTab,
  type ReviewedVersion,
} from '../approval/review-view.ts';
import { reviewWords, sayPublished, tabWords } from '../approval/review-words.ts';
import { DeskButton } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Empty } from '../ui/states.tsx';
import { useListKeys, type ListKeys } from '../ui/use-list-keys.ts';
import { ApprovalDetail } from './approval-detail.tsx';
import { ApprovalForm, type Draft, type ToldForm } from './approval-form.tsx';
import { ApprovalList } from './approval-list.tsx';
import { PublishForm, WithdrawForm } from './approval-publish.tsx';
import { DeskPage } from './desk-page.tsx';
import type { DeskSeen } from './read-desk.server.ts';

export type Approvals = {
  desk: DeskSeen;
  tab: QueueTab;
  occupation: string | null;
  versions: QueuedVersion[];
  occupations: OccupationCount[];
  one: ReviewedVersion | null;
  nowMs: number;
  /** Something was just stored. */
  stored: boolean;
  /** Several were just published: how many, and how many were left. */
  published: { done: number; left: number } | null;
};

const emptyDraft: Draft = { decision: null, checked: new Set() };
const decisionKeys: Record<string, ReviewDecision> = { a: 'approve', r: 'return', x: 'reject' };

/** The approval queue of the provincial office: the list at the left, the version beside it, everything by keys. */
export function ApprovalsPage({ approvals, told }: { approvals: Approvals; told: ToldForm }) {
  const say = useWords();
  const navigate = useNavigate();
  const { desk, tab, occupation, versions, occupations, one, nowMs, stored, published } = approvals;
  const searchOf = (to: QueueTab, within: string | null) => {
    const query = new URLSearchParams({
      ...(to === 'waiting' ? {} : { tab: to }),
      ...(within ? { occupation: within } : {}),
    });
    return query.size > 0 ? `?${query.toString()}` : '';
  };
  const search = searchOf(tab, occupation);
  const place = versions.findIndex(({ id }) => id === one?.id);
  const open = (version: QueuedVersion) => !version.isOwn && !version.isMine;
  const next = versions.slice(place + 1).find(open) ?? versions.find((v) => v.id !== one?.id && open(v));
  const [kept, setKept] = useState<{ id: string; draft: Draft } | null>(null);
  const draft = kept !== null && kept.id === one?.id ? kept.draft : emptyDraft;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [stuck, setStuck] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const many = useRef<HTMLFormElement>(null);
  const reads = desk.role === 'inspector' || desk.role === 'auditor';
  const mayPublish = (v: QueuedVersion) =>
    v.state === 'approved' && (desk.role === 'author' || (desk.role === 'reviewer' && !v.isOwn));
  const toggleChosen = (id: string) => {
    const fresh = new Set(chosen);
    if (!fresh.delete(id)) fresh.add(id);
    setChosen(fresh);
  };
  const toPublish = versions.filter((v) => chosen.has(v.id) && mayPublish(v)).map(({ id }) => id);
  const setDraft = (changed: Draft) => one && setKept({ id: one.id, draft: changed });
  const keys = useMemo<ListKeys>(() => {
    const go = (to: QueuedVersion | undefined) => to && navigate(`/desk/approvals/${to.id}${search}`);
    const forward = () => go(versions[place + 1]);
    const back = () => go(versions[Math.max(0, place - 1)]);
    return {
      next: forward,
      previous: back,
      choose: (index) => {
        const item = checklistItems[index];
        if (!item || !one?.may.decide) return;
        const checked = new Set(draft.checked);
        if (!checked.delete(item)) checked.add(item);
        setDraft({ ...draft, checked });
      },
      press: (key) => {
        if (key === 'ArrowDown') forward();
        else if (key === 'ArrowUp') back();
        else if (key === ' ' && tab === 'settled') {
          const here = versions[place];
          if (here && mayPublish(here)) toggleChosen(here.id);
        } else {
          const decision = decisionKeys[key];
          if (!decision || !one?.may.decide) return false;
          setDraft({ ...draft, decision });
          // Its field is there once the choice is drawn.
          requestAnimationFrame(() =>
            form.current?.querySelector<HTMLInputElement>('[name=documentNumber], [name=reason]')?.focus(),
          );
        }
        return true;
      },
      confirm: () => (form.current ?? many.current)?.requestSubmit(),
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [versions, place, one, search, navigate, draft, chosen, tab]);
  const { on, toggle } = useListKeys(keys);
  const tag = (current: boolean) =>
    `inline-flex min-h-9 items-center rounded-tag border-2 px-3 ${
      current ? 'border-accent bg-accent-soft font-bold text-accent' : 'border-hair bg-card'
    }`;
  const total = occupations.reduce((sum, { count }) => sum + count, 0);
  const hint =
    tab === 'waiting' ? reviewWords.keysWaiting : tab === 'settled' ? reviewWords.keysSettled : null;
  return (
    <DeskPage desk={desk} title={say(reviewWords.title)}>
      <div className="flex flex-wrap items-center gap-2 text-table">
        {queueTabs.map((each) => (
          <Link
            key={each}
            to={`/desk/approvals${searchOf(each, null)}`}
            aria-current={each === tab ? 'true' : undefined}
            className={tag(each === tab)}
          >
            {say(tabWords[each])}
          </Link>
        ))}
        <button
          type="button"
          aria-pressed={on}
          onClick={toggle}
          className="ml-auto min-h-9 rounded-field border-2 border-line px-2"
        >
          {say(reviewWords.keys)}: {say(on ? reviewWords.keysOn : reviewWords.keysOff)}
        </button>
      </div>
      {occupations.length > 1 && (
        <div className="flex flex-wrap items-center gap-2 text-table">
          {[{ id: null, name: say(reviewWords.all), count: total }, ...occupations].map(
            ({ id, name, count }) => (
              <Link
                key={id ?? 'all'}
                to={`/desk/approvals${searchOf(tab, id)}`}
                aria-current={id === occupation ? 'true' : undefined}
                className={tag(id === occupation)}
              >
                {name} {count}
              </Link>
            ),
          )}
        </div>
      )}
      {on && hint && !reads && <p className="hidden text-table text-ink-2 desk:block">{say(hint)}</p>}
      {published ? (
        <Notice
          tone={published.left > 0 ? 'warn' : 'ok'}
          title={say(sayPublished(published.done, published.left))}
          live
        />
      ) : (
        stored && <Notice tone="ok" title={say(reviewWords.stored)} live />
      )}
      {toPublish.length > 0 && (
        <Form
          method="post"
          ref={many}
          action={`/desk/approvals${search}`}
          onSubmit={() => setChosen(new Set())}
        >
          <input type="hidden" name="intent" value="publish-many" />
          {toPublish.map((id) => (
            <input key={id} type="hidden" name="version" value={id} />
          ))}
          <DeskButton>
            {say(reviewWords.publishMany)} {toPublish.length}{' '}
            <kbd className="hidden text-table font-normal desk:inline">Ctrl+↵</kbd>
          </DeskButton>
        </Form>
      )}
      {versions.length === 0 && !one ? (
        <Empty icon="check" say={say(tab === 'waiting' ? reviewWords.nothing : reviewWords.nothingHere)} />
      ) : (
        <div className="flex flex-col gap-4 desk:flex-row">
          {versions.length > 0 && (
            <ApprovalList
              versions={versions}
              search={search}
              nowMs={nowMs}
              selection={
                reads || tab !== 'settled' ? null : { chosen, may: mayPublish, toggle: toggleChosen }
              }
            />
          )}
          {one ? (
            <ApprovalDetail
              key={one.id}
              one={one}
              role={desk.role}
              pageKeys={on && tab === 'waiting'}
              onStuck={setStuck}
            >
              {one.may.decide && (
                <ApprovalForm
                  draft={draft}
                  onDraft={setDraft}
                  contentSha256={one.contentSha256}
                  nextId={next?.id ?? null}
                  hasNotes={one.notes.some(({ isMine }) => isMine)}
                  stuck={stuck}
                  told={told}
                  form={form}
                />
              )}
              {one.may.publish && <PublishForm told={told} />}
              {one.may.withdraw && <WithdrawForm one={one} told={told} />}
            </ApprovalDetail>
          ) : (
            <p className="text-ink-2">{say(reviewWords.pick)}</p>
          )}
        </div>
      )}
    </DeskPage>
  );
}
