import { Form } from '@remix-run/react';
import { refusalWords, type Words } from '../../platform/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskButton, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, type Tone } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { FormTold } from './application-told.ts';
import { applicationWords as words, sayApplication, stepWords } from './application-words.ts';
import { DecisionForm } from './decision-form.tsx';
import { FiveParts } from './five-parts.tsx';
import { InspectionsPart } from './inspections-part.tsx';
import { LearnerAnswers } from './learner-answers.tsx';
import { PartsForm } from './parts-form.tsx';
import { RunningPart } from './running-part.tsx';
import type { ApplicationSeen } from './show-application.server.ts';
import { StatementsPart } from './statements-part.tsx';

/** Fields that tell their own error. */
const fields =
  /^(textbooks|assess|consentNumber|signedName|reason|post-|inspectedOn|headcount|findings|reference)/;

/** An application to open a class: for the clerk what is missing and the way to hand it in, for the bureau the decision. */
export function ApplicationPage({
  classId,
  seen,
  told,
  isStored,
}: {
  classId: string;
  seen: ApplicationSeen;
  told: FormTold;
  /** Something was stored just now. */
  isStored: boolean;
}) {
  const say = useWords();
  const errorOf = (field: string) => {
    if (told?.field !== field) return undefined;
    if (told.refused === 'bad_shape') return say(words.wrongField);
    const { say: what, fix } = refusalWords[told.refused];
    return `${say(what)} ${say(fix)}`;
  };
  const refusal = told && !fields.test(told.field ?? '') ? refusalWords[told.refused] : null;
  return (
    <>
      {refusal && (
        <Notice tone="warn" title={say(refusal.say)} live>
          {say(refusal.fix)}
          {refusal.why && <p className="text-table text-ink-2">{say(refusal.why)}</p>}
        </Notice>
      )}
      {!told && isStored && <Notice tone="ok" title={say(words.saved)} live />}
      <Standing seen={seen} />
      {seen.mayDecide && <DecisionForm seen={seen} errorOf={errorOf} />}
      <FiveParts classId={classId} seen={seen} />
      {seen.isClerk && seen.isEditable && <PartsForm seen={seen} errorOf={errorOf} />}
      <StatementsPart classId={classId} seen={seen} error={errorOf('signedName')} />
      <RunningPart seen={seen} error={errorOf('reference')} />
      {(seen.state === 'approved' || seen.state === 'closed') && (
        <InspectionsPart seen={seen} errorOf={errorOf} />
      )}
      {!seen.isClerk && <LearnerAnswers learners={seen.learners} />}
      <History seen={seen} />
    </>
  );
}

/** Where it stands in one sentence; for the clerk the one button that hands it in. */
function Standing({ seen }: { seen: ApplicationSeen }) {
  const say = useWords();
  const isSending = useSending();
  const count = seen.planFaults.length + seen.faults.length;
  const reason = seen.steps.find(({ step }) => step === 'return' || step === 'reject')?.reason;
  const missing = sayApplication.missing(count);
  const told: Record<ApplicationSeen['state'], [Tone, Words]> = {
    draft: count === 0 ? ['ok', words.ready] : ['warn', missing],
    returned: ['warn', words.returned],
    applied: count === 0 && !seen.isClerk ? ['info', words.readyToDecide] : ['info', words.applied],
    approved: ['ok', words.approved],
    rejected: ['bad', words.rejected],
    closed: ['plain', words.closed],
  };
  const [tone, title] = told[seen.state];
  const isReady = seen.isClerk && seen.isEditable && count === 0;
  return (
    <Notice
      tone={tone}
      title={say(title)}
      action={
        isReady && (
          <Form method="post">
            <input type="hidden" name="intent" value="apply" />
            <input type="hidden" name="seenSha256" value={seen.partsSha256} />
            <DeskButton busy={isSending({ intent: 'apply' })}>{say(words.apply)}</DeskButton>
          </Form>
        )
      }
    >
      {(seen.state === 'returned' || seen.state === 'rejected') && reason}
      {seen.state === 'returned' && <p>{say(count === 0 ? words.ready : missing)}</p>}
      {seen.state === 'applied' && say(count > 0 ? missing : words.appliedFix)}
    </Notice>
  );
}

/** Every step with who took it, when and why. */
function History({ seen: { steps } }: { seen: ApplicationSeen }) {
  const say = useWords();
  return (
    <DeskPart title={say(words.history)}>
      {steps.length === 0 ? (
        <p className="text-ink-2">{say(words.noSteps)}</p>
      ) : (
        <DataTable
          caption={say(words.history)}
          rows={steps}
          keyOf={({ id }) => id}
          columns={[
            { head: say(words.when), cell: ({ at }) => at },
            { head: say(words.step), cell: ({ step }) => <b>{say(stepWords[step])}</b> },
            { head: say(words.who), cell: ({ actor }) => actor },
            {
              head: say(words.reason),
              cell: ({ reason }) => (
                <span className="block min-w-60 whitespace-pre-line">{reason ?? '—'}</span>
              ),
            },
          ]}
        />
      )}
    </DeskPart>
  );
}
