import { Form } from '@remix-run/react';
import { useMemo, useRef, useState } from 'react';
import { ClauseNote } from '../plan/clause-note.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useListKeys, type ListKeys } from '../../ui/use-list-keys.ts';
import { useSending } from '../../ui/use-sending.ts';
import { classDecisions, type ClassDecision } from '../class-life.ts';
import { applicationWords as words, decisionNames, sayApplication } from './application-words.ts';
import type { ApplicationSeen } from './show-application.server.ts';

const keyOf: Record<ClassDecision, string> = { approve: 'A', return: 'R', reject: 'X' };

/** The bureau's decision, by keyboard: A approves, R returns, X rejects, Ctrl and Enter stores it. */
export function DecisionForm({
  seen,
  errorOf,
}: {
  seen: ApplicationSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const isSending = useSending();
  const [decision, setDecision] = useState<ClassDecision | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const keys = useMemo<ListKeys>(
    () => ({
      next: () => {},
      previous: () => {},
      choose: () => {},
      press: (key) => {
        const chosen = classDecisions.find((one) => keyOf[one].toLowerCase() === key);
        if (!chosen) return false;
        setDecision(chosen);
        // Its field is there once the choice is drawn.
        requestAnimationFrame(() =>
          form.current?.querySelector<HTMLInputElement>('input[type=text], input:not([type])')?.focus(),
        );
        return true;
      },
      confirm: () => form.current?.requestSubmit(),
    }),
    [],
  );
  const { on, toggle } = useListKeys(keys);
  const posts = seen.learners.filter(({ notes }) => notes.includes('post_differs'));
  return (
    <DeskPart title={say(words.decide)}>
      <Form method="post" ref={form} preventScrollReset className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="seenSha256" value={seen.partsSha256} />
        <div className="flex flex-wrap items-center gap-2">
          <fieldset className="flex flex-wrap items-center gap-2">
            <legend className="only-heard">{say(words.decide)}</legend>
            {classDecisions.map((one) => (
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
                  onChange={() => setDecision(one)}
                />
                {say(decisionNames[one])}
                {on && <kbd className="rounded-field border border-line px-1 text-table">{keyOf[one]}</kbd>}
              </label>
            ))}
          </fieldset>
          <button
            type="button"
            aria-pressed={on}
            onClick={toggle}
            className="ml-auto min-h-9 rounded-field border-2 border-line px-2 text-table"
          >
            {say(words.keys)}: {say(on ? words.keysOn : words.keysOff)}
          </button>
        </div>
        {decision === 'approve' && posts.length > 0 && (
          <div className="flex flex-col gap-2">
            <p className="font-bold">{say(words.posts)}</p>
            <ClauseNote ids={['P026']} />
            {posts.map(({ enrolmentId, name, postCode }) => (
              <DeskField
                key={enrolmentId}
                name={`post-${enrolmentId}`}
                label={say(sayApplication.postOf(name, postCode ?? ''))}
                error={errorOf(`post-${enrolmentId}`)}
                minLength={4}
                maxLength={200}
                required
                autoComplete="off"
              />
            ))}
          </div>
        )}
        {decision !== null && decision !== 'approve' && (
          <DeskField
            name="reason"
            label={say(words.reason)}
            hint={say(words.reasonHint)}
            error={errorOf('reason')}
            minLength={4}
            maxLength={500}
            required
            autoComplete="off"
          />
        )}
        <span>
          <DeskButton busy={isSending({ intent: 'decide' })}>
            {say(words.confirm)}
            {on && <kbd className="text-table font-normal">Ctrl+↵</kbd>}
          </DeskButton>
        </span>
      </Form>
    </DeskPart>
  );
}
