import { Form } from '@remix-run/react';
import { DeskButton, DeskField } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { applicationWords as words, sayApplication, statementTitles } from './application-words.ts';
import { PartPanel } from './part-panel.tsx';
import type { ApplicationSeen } from './show-application.server.ts';
import { currentVersion, isSigned, statementKinds, statementWords } from './statements.ts';

/** The two statements with their words, who signed them and when; the clerk signs once everything else is there. */
export function StatementsPart({
  classId,
  seen,
  error,
}: {
  classId: string;
  seen: ApplicationSeen;
  /** What stands at the name. */
  error: string | undefined;
}) {
  const say = useWords();
  const isSending = useSending();
  const { signed, partsSha256, planFaults, faults } = seen;
  const others = planFaults.length + faults.filter(({ part }) => part !== 'statements').length;
  const isDone = statementKinds.every((kind) => isSigned(signed, kind, partsSha256));
  return (
    <PartPanel part="statements" classId={classId} seen={seen}>
      {statementKinds.map((kind) => {
        const one = signed.findLast((each) => each.kind === kind);
        const version = one?.wordsVersion ?? currentVersion(kind);
        return (
          <div key={kind} className="flex flex-col gap-1">
            <p className="flex flex-wrap items-center gap-2">
              <b>{say(statementTitles[kind])}</b>
              <span className="text-table text-ink-2">{say(sayApplication.version(version))}</span>
              <StatusTag tone={one ? 'ok' : 'plain'}>
                {say(one ? sayApplication.signed(one.signedName, one.signedAt) : words.unsigned)}
              </StatusTag>
            </p>
            <blockquote lang="zh-CN" className="border-l-4 border-hair pl-3">
              {statementWords[kind][version - 1]}
            </blockquote>
          </div>
        );
      })}
      {seen.isClerk &&
        seen.isEditable &&
        !isDone &&
        (others > 0 ? (
          <p className="text-ink-2" id="signedName">
            {say(words.notYet)}
          </p>
        ) : (
          <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="intent" value="sign" />
            <input type="hidden" name="seenSha256" value={partsSha256} />
            {statementKinds.map((kind) => (
              <input key={kind} type="hidden" name={kind} value={currentVersion(kind)} />
            ))}
            <DeskField
              name="signedName"
              label={say(words.signedName)}
              hint={say(words.signHint)}
              error={error}
              minLength={2}
              maxLength={30}
              required
              autoComplete="off"
            />
            <DeskButton busy={isSending({ intent: 'sign' })}>{say(words.signButton)}</DeskButton>
          </Form>
        ))}
    </PartPanel>
  );
}
