import { Form } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag, type Tone } from '../../ui/notice.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { roleWords } from '../role-words.ts';
import type { InvitationListed } from './read-staff.server.ts';
import type { StepTold } from './staff-open.tsx';
import { invitationStateWords, staffWords as words } from './staff-words.ts';

const tones: Record<InvitationListed['state'], Tone> = {
  open: 'info',
  accepted: 'ok',
  revoked: 'plain',
  expired: 'plain',
  closed: 'warn',
};

/** The newest invitations and how they stand; an open one can be taken back. */
export function InvitationsPart({ invitations, told }: { invitations: InvitationListed[]; told: StepTold }) {
  const say = useWords();
  return (
    <DeskPart title={say(words.invitations)}>
      {told && told.field !== 'day' && (
        <Notice
          tone="warn"
          live
          title={`${say(refusalWords[told.refused].say)} ${say(refusalWords[told.refused].fix)}`}
        />
      )}
      {invitations.length === 0 ? (
        <p className="text-table text-ink-2">{say(words.noInvitations)}</p>
      ) : (
        <DataTable
          caption={say(words.invitations)}
          rows={invitations}
          keyOf={({ id }) => id}
          columns={[
            { head: say(words.name), cell: ({ name }) => <b>{name}</b> },
            { head: say(words.role), cell: ({ role }) => say(roleWords[role]) },
            {
              head: say(words.state),
              cell: ({ state }) => (
                <StatusTag tone={tones[state]}>{say(invitationStateWords[state])}</StatusTag>
              ),
            },
            { head: say(words.until), cell: ({ until }) => until },
            {
              head: say(words.revoke),
              cell: ({ id, name, state }) =>
                state === 'open' || state === 'closed' ? (
                  <Form method="post" preventScrollReset>
                    <input type="hidden" name="intent" value="revoke" />
                    <input type="hidden" name="invitation" value={id} />
                    <RowButton aria-label={`${say(words.revoke)} ${name}`}>{say(words.revoke)}</RowButton>
                  </Form>
                ) : (
                  '—'
                ),
            },
            { head: say(words.institution), cell: ({ institution }) => institution },
            { head: say(words.phone), cell: ({ maskedPhone }) => maskedPhone },
            { head: say(words.made), cell: ({ day }) => day },
          ]}
        />
      )}
    </DeskPart>
  );
}
