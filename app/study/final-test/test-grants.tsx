import { Form } from '@remix-run/react';
import { chinaDay, chinaTime } from '../../training/class-day.ts';
import type { FormTold } from '../../training/application/application-told.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskSelect, DeskText } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { ClassTests, GrantSeen } from './read-class-tests.server.ts';
import { causeWords, testDeskWords as words } from './test-desk-words.ts';
import { grantCauses } from './test-state.ts';

/** The further tries: who gave which, why, and who confirmed it; for a clerk the form, for a second person the decision. */
export function TestGrants({ tests, told }: { tests: ClassTests; told: FormTold }) {
  const say = useWords();
  const { grants, rows, mayGrant } = tests;
  const open = rows.filter((row) => row.mayGrant);
  if (grants.length === 0 && (!mayGrant || open.length === 0)) return null;
  return (
    <DeskPart title={say(words.grants)}>
      {grants.length === 0 ? <p className="text-ink-2">{say(words.noGrants)}</p> : <Given grants={grants} />}
      {mayGrant && open.length === 0 && <p className="text-table text-ink-2">{say(words.nobody)}</p>}
      {mayGrant && open.length > 0 && <GrantForm open={open} grants={grants.length} told={told} />}
    </DeskPart>
  );
}

function Given({ grants }: { grants: GrantSeen[] }) {
  const say = useWords();
  return (
    <DataTable
      caption={say(words.grants)}
      rows={grants}
      keyOf={({ id }) => id}
      columns={[
        { head: say(words.learner), cell: ({ name }) => name },
        { head: say(words.cause), cell: ({ cause }) => say(causeWords[cause]) },
        {
          head: say(words.reason),
          cell: ({ reason }) => <span className="block min-w-60 whitespace-pre-line">{reason}</span>,
        },
        {
          head: say(words.grantedBy),
          cell: ({ grantedBy, grantedMs }) => `${grantedBy} ${chinaDay(grantedMs)} ${chinaTime(grantedMs)}`,
        },
        { head: say(words.decidedBy), cell: (grant) => <Decided grant={grant} /> },
      ]}
    />
  );
}

function Decided({ grant: { id, decidedBy, isConfirmed, mayDecide } }: { grant: GrantSeen }) {
  const say = useWords();
  if (decidedBy !== null)
    return (
      <StatusTag tone={isConfirmed ? 'ok' : 'plain'}>
        {say(isConfirmed ? words.confirmed : words.declined)} {decidedBy}
      </StatusTag>
    );
  if (!mayDecide) return <StatusTag tone="warn">{say(words.waits)}</StatusTag>;
  return (
    <Form method="post" preventScrollReset className="flex gap-2">
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="grantId" value={id} />
      <DeskButton name="answer" value="confirm">
        {say(words.confirm)}
      </DeskButton>
      <RowButton name="answer" value="decline">
        {say(words.decline)}
      </RowButton>
    </Form>
  );
}

function GrantForm({
  open,
  grants,
  told,
}: {
  open: ClassTests['rows'];
  /** How many were given: a stored one leaves an empty form. */
  grants: number;
  told: FormTold;
}) {
  const say = useWords();
  const sending = useSending();
  return (
    <Form method="post" preventScrollReset key={grants} className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="grant" />
      <div className="grid gap-3 desk:grid-cols-2">
        <DeskSelect
          name="enrolmentId"
          label={say(words.learner)}
          options={open.map(({ enrolmentId, name, maskedPhone }) => ({
            value: enrolmentId,
            label: `${name} ${maskedPhone}`,
          }))}
        />
        <DeskSelect
          name="cause"
          label={say(words.cause)}
          options={grantCauses.map((cause) => ({ value: cause, label: say(causeWords[cause]) }))}
        />
      </div>
      <DeskText
        name="reason"
        label={say(words.reason)}
        hint={say(words.reasonHint)}
        error={told?.field === 'reason' ? say(words.reasonShort) : undefined}
        rows={2}
        minLength={4}
        maxLength={500}
        required
      />
      <p className="text-table text-ink-2">{say(words.second)}</p>
      <span>
        <DeskButton busy={sending({ intent: 'grant' })}>{say(words.grant)}</DeskButton>
      </span>
    </Form>
  );
}
