import { Form } from '@remix-run/react';
import { reviewWords, sayHits } from '../approval/review-words.ts';
import { isDemoDocument, type ReviewedVersion } from '../approval/review-view.ts';
import { refusalWords } from '../platform/words.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSending } from '../ui/use-sending.ts';
import type { ToldForm } from './approval-form.tsx';

/** Opens an approved version to classes. */
export function PublishForm({ told }: { told: ToldForm }) {
  const say = useWords();
  const isSending = useSending();
  return (
    <Form
      method="post"
      className="flex flex-wrap items-center gap-3 rounded-button border-2 border-accent bg-card p-3"
    >
      <input type="hidden" name="intent" value="publish" />
      <DeskButton busy={isSending()}>{say(reviewWords.publish)}</DeskButton>
      <span className="text-table text-ink-2">{say(reviewWords.publishNote)}</span>
      {told && (
        <b role="alert" className="text-bad">
          {say(refusalWords[told.refused].say)}
        </b>
      )}
    </Form>
  );
}

/** Takes a version back, after the classes that it hits were seen. */
export function WithdrawForm({ one, told }: { one: ReviewedVersion; told: ToldForm }) {
  const say = useWords();
  const isSending = useSending();
  const { hits } = one;
  const learners = hits.reduce((sum, hit) => sum + hit.learners, 0);
  const error = told
    ? `${say(refusalWords[told.refused].say)} ${say(refusalWords[told.refused].fix)}`
    : undefined;
  return (
    <DeskPart title={say(reviewWords.withdraw)}>
      <p className="text-table">
        {say(reviewWords.withdrawNote)}{' '}
        <b>{hits.length === 0 ? say(reviewWords.noHits) : say(sayHits(hits.length, learners))}</b>
      </p>
      {hits.length > 0 && (
        <DataTable
          caption={say(reviewWords.hits)}
          rows={hits}
          keyOf={({ classId }) => classId}
          columns={[
            { head: say(reviewWords.hits), cell: ({ title, institution }) => `${title} · ${institution}` },
            { head: say(reviewWords.learners), numeric: true, cell: (hit) => hit.learners },
            { head: say(reviewWords.studying), numeric: true, cell: (hit) => hit.studying },
          ]}
        />
      )}
      <Form method="post" className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="intent" value="withdraw" />
        <DeskField
          name="reason"
          label={say(reviewWords.withdrawWhy)}
          error={error}
          minLength={2}
          maxLength={500}
          required
          autoComplete="off"
        />
        <DeskButton busy={isSending()}>{say(reviewWords.withdraw)}</DeskButton>
      </Form>
    </DeskPart>
  );
}

/** Says of a demonstration's approval what it is. */
export function DemoNotice({ document }: { document: string | null }) {
  const say = useWords();
  if (!isDemoDocument(document)) return null;
  return (
    <Notice tone="warn" title={`${say(reviewWords.demo)} · ${document}`}>
      {say(reviewWords.demoNote)}
    </Notice>
  );
}
