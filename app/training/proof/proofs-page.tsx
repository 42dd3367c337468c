import { Form, Link } from '@remix-run/react';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { HoursTable } from './hours-table.tsx';
import { proofWords as words, sayProof } from './proof-words.ts';
import type { ProofsSeen } from './show-proofs.server.ts';
import { WitnessedHours } from './witnessed-hours.tsx';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** The recognised hours of a class, what the bureau has to decide, and its proofs. */
export function ProofsPage({
  classId,
  seen,
  wrongField,
}: {
  classId: string;
  seen: ProofsSeen;
  wrongField: string | null;
}) {
  const say = useWords();
  const { rows, plan, witnessed, isSatisfied, mayIssue, mayPrint, mayDecide } = seen;
  const isSending = useSending();
  if (rows.length === 0) return <Empty icon="people" say={say(words.empty)} />;
  const ready = rows.filter(({ isReady }) => isReady).length;
  const issued = rows.filter(({ proof }) => proof !== null && proof.revokedMs === null).length;
  const options = (chosen: (proof: NonNullable<(typeof rows)[number]['proof']>) => boolean) =>
    rows.flatMap(({ name, proof }) =>
      proof && chosen(proof) ? [{ value: proof.number, label: `${proof.number} ${name}` }] : [],
    );
  const standing = options(({ revokedMs }) => revokedMs === null);
  const voided = options(({ revokedMs, mendedMs }) => revokedMs !== null && mendedMs === null);
  const open = rows.filter(({ hours }) => !hours.isComplete).length;
  return (
    <>
      {plan.total === 0 && <Notice tone="warn" title={say(words.noPlan)} />}
      {!isSatisfied && (
        <Notice
          tone="info"
          title={say(words.surveyFirst)}
          action={
            <Link to={`/desk/classes/${classId}/ending`} className={link}>
              {say(words.toEnding)}
            </Link>
          }
        >
          <ClauseNote ids={['P057']} />
        </Notice>
      )}
      {mayDecide && <WitnessedHours hours={witnessed} mayDecide wrongField={wrongField} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="font-bold">{say(sayProof.counts(ready, issued, open))}</p>
        {mayIssue && ready > 0 && (
          <Form method="post">
            <DeskButton name="intent" value="issue-all" busy={isSending({ intent: 'issue-all' })}>
              {say(words.issueAll)}
            </DeskButton>
          </Form>
        )}
        {mayPrint && issued > 0 && (
          <Link to={`/desk/classes/${classId}/proofs/print`} className={link}>
            {say(words.printAll)}
          </Link>
        )}
        <a href={`/desk/classes/${classId}/proofs.xlsx`} download className={link}>
          {say(words.export)}
        </a>
      </div>
      <HoursTable classId={classId} seen={seen} />
      <p className="text-table text-ink-2">{say(words.computed)}</p>
      {!mayDecide && <WitnessedHours hours={witnessed} mayDecide={false} wrongField={null} />}
      {mayDecide && issued > 0 && <Word kind="revoke" proofs={standing} wrongField={wrongField} />}
      {mayDecide && voided.length > 0 && <Word kind="mend" proofs={voided} wrongField={wrongField} />}
    </>
  );
}

const wordOf = {
  revoke: { title: words.revokeTitle, why: words.revokeWhy, verb: words.revoke },
  mend: { title: words.mendTitle, why: words.mendWhy, verb: words.mend },
};

/** For the bureau: one proof is void, or may be issued again, and why. */
function Word({
  kind,
  proofs,
  wrongField,
}: {
  kind: keyof typeof wordOf;
  proofs: { value: string; label: string }[];
  wrongField: string | null;
}) {
  const say = useWords();
  const isSending = useSending();
  const { title, why, verb } = wordOf[kind];
  const isWrong = proofs.some(({ value }) => wrongField === `reason /${value}`);
  return (
    <DeskPart title={say(title)}>
      <p className="text-ink-2">{say(why)}</p>
      <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
        <DeskSelect name="number" id={`${kind}-number`} label={say(words.number)} options={proofs} />
        <DeskField
          name="reason"
          id={`${kind}-reason`}
          label={say(words.reason)}
          error={isWrong ? say(words.reasonHint) : undefined}
          maxLength={300}
          autoComplete="off"
        />
        <DeskButton name="intent" value={kind} busy={isSending({ intent: kind })}>
          {say(verb)}
        </DeskButton>
      </Form>
    </DeskPart>
  );
}
