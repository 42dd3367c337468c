import { Form } from '@remix-run/react';
import type { RefObject } from 'react';
import {
  checklistItems,
  reviewDecisions,
  type ChecklistItem,
  type ReviewDecision,
} from '../approval/review-rules.ts';
import { checklistWords, decisionWords, reviewWords } from '../approval/review-words.ts';
import type { RefusalCode } from '../platform/refusal.ts';
import { refusalWords } from '../platform/words.ts';
import { DeskButton, DeskField } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { useSending } from '../ui/use-sending.ts';

/** What is filled in so far; it belongs to one version and lives as long as the page. */
export type Draft = { decision: ReviewDecision | null; checked: ReadonlySet<ChecklistItem> };
/** What a form was told. */
export type ToldForm = { refused: RefusalCode; field: string | null } | null;

const keyOf: Record<ReviewDecision, string> = { approve: 'A', return: 'R', reject: 'X' };

/** The checklist and the decision, in sight with the video; every part shows its key. */
export function ApprovalForm({
  draft,
  onDraft,
  contentSha256,
  nextId,
  hasNotes,
  stuck,
  told,
  form,
}: {
  draft: Draft;
  onDraft(draft: Draft): void;
  /** The hash that stands on this page. */
  contentSha256: string;
  nextId: string | null;
  /** This reviewer pinned a note. */
  hasNotes: boolean;
  /** The video does not play. */
  stuck: boolean;
  told: ToldForm;
  form: RefObject<HTMLFormElement>;
}) {
  const say = useWords();
  const isSending = useSending();
  const { decision, checked } = draft;
  const toggle = (item: ChecklistItem) => {
    const next = new Set(checked);
    if (!next.delete(item)) next.add(item);
    onDraft({ ...draft, checked: next });
  };
  const hinders =
    stuck && decision === 'approve'
      ? reviewWords.stuck
      : decision === 'return' && !hasNotes
        ? reviewWords.needsNote
        : null;
  const error = told && `${say(refusalWords[told.refused].say)} ${say(refusalWords[told.refused].fix)}`;
  const errorOf = (field: string) => (told?.field === field && error ? error : undefined);
  const isElsewhere = told !== null && !['documentNumber', 'reason'].includes(told.field ?? '');
  return (
    <Form
      method="post"
      ref={form}
      className="flex flex-col gap-2 rounded-button border-2 border-accent bg-card p-3 shadow-sheet desk:sticky desk:bottom-2 desk:p-2"
      onSubmit={(event) => (hinders || !decision) && event.preventDefault()}
    >
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="contentSha256" value={contentSha256} />
      <input type="hidden" name="next" value={nextId ?? ''} />
      <fieldset className="flex flex-wrap items-center gap-1 text-table">
        <legend className="float-left mr-1 font-bold">{say(reviewWords.checklist)}</legend>
        {checklistItems.map((item, n) => (
          <label
            key={item}
            className={`flex min-h-9 cursor-pointer items-center gap-1 rounded-field border-2 px-1 ${
              checked.has(item) ? 'border-ok bg-ok-soft font-bold text-ok' : 'border-line'
            }`}
          >
            <input
              type="checkbox"
              name="checklist"
              value={item}
              checked={checked.has(item)}
              onChange={() => toggle(item)}
            />
            {say(checklistWords[item])}
            <kbd className="hidden rounded-field border border-line px-1 desk:inline">{n + 1}</kbd>
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-end gap-2">
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="float-left mr-1 font-bold">{say(reviewWords.decide)}</legend>
          {reviewDecisions.map((one) => (
            <label
              key={one}
              className={`flex min-h-9 cursor-pointer items-center gap-2 rounded-field border-2 px-3 ${
                decision === one ? 'border-accent bg-accent-soft font-bold' : 'border-line'
              }`}
            >
              <input
                type="radio"
                name="decision"
                value={one}
                required
                checked={decision === one}
                onChange={() => onDraft({ ...draft, decision: one })}
              />
              {say(decisionWords[one])}
              <kbd className="hidden rounded-field border border-line px-1 text-table desk:inline">
                {keyOf[one]}
              </kbd>
            </label>
          ))}
        </fieldset>
        {decision === 'approve' && (
          <DeskField
            name="documentNumber"
            label={say(reviewWords.document)}
            error={errorOf('documentNumber')}
            maxLength={100}
            required
            autoComplete="off"
          />
        )}
        {decision !== null && decision !== 'approve' && (
          <DeskField
            name="reason"
            label={say(reviewWords.reason)}
            error={errorOf('reason')}
            minLength={2}
            maxLength={500}
            required
            autoComplete="off"
          />
        )}
        <DeskButton busy={isSending()}>
          {say(reviewWords.confirm)}
          <kbd className="hidden text-table font-normal desk:inline">Ctrl+↵</kbd>
        </DeskButton>
      </div>
      {(hinders || isElsewhere) && (
        <p role="alert" className="flex items-center gap-1 font-bold text-bad">
          <Icon name="bad" />
          {hinders ? say(hinders) : error}
        </p>
      )}
    </Form>
  );
}
