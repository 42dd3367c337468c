import { Form, Link } from '@remix-run/react';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { NextPage } from '../../ui/next-page.tsx';
import { Empty } from '../../ui/states.tsx';
import { roleWords } from '../role-words.ts';
import { InvitationsPart } from './invitations-part.tsx';
import { InviteForm, type InviteTold } from './invite-form.tsx';
import { PolicyPart } from './policy-part.tsx';
import type { InvitationListed, PostOffered, StaffListed, StaffOpen } from './read-staff.server.ts';
import { StaffOpenPart, type StepTold } from './staff-open.tsx';
import { staffWords as words } from './staff-words.ts';

type StaffSeen = {
  people: StaffListed[];
  open: StaffOpen | null;
  invitations: InvitationListed[];
  posts: PostOffered[];
  q: string;
  next: string | null;
  /** The day of the second step, for a head. */
  policy: { day: string | null } | null;
  today: string;
  isStored: boolean;
  invited: InviteTold | null;
  told: StepTold;
};

/** The accounts that somebody looks after; the one that is open stands beside the list. */
export function StaffPage(seen: StaffSeen) {
  const say = useWords();
  const { people, open, q, next, isStored, told, invited } = seen;
  const tell = told && !open ? told : null;
  return (
    <>
      {!told && !invited && isStored && <Notice tone="ok" title={say(words.stored)} live />}
      <InviteForm posts={seen.posts} told={invited} />
      <div
        className={
          open
            ? 'flex min-w-0 flex-col gap-4 desk:grid desk:grid-cols-[minmax(0,1fr)_22rem] desk:items-start'
            : 'min-w-0'
        }
      >
        {open && (
          <div className="min-w-0 desk:order-last">
            <StaffOpenPart key={open.id} open={open} told={told} />
          </div>
        )}
        <DeskPart title={say(words.people)}>
          <Form className="flex flex-wrap items-end gap-3" preventScrollReset>
            <DeskField
              name="q"
              label={say(words.search)}
              defaultValue={q}
              maxLength={40}
              autoComplete="off"
              type="search"
            />
            <DeskButton>{say(words.find)}</DeskButton>
          </Form>
          {people.length === 0 ? (
            <Empty icon="people" say={say(q ? words.noneFound : words.none)} />
          ) : (
            <People people={people} open={open} q={q} />
          )}
          <NextPage next={next} />
        </DeskPart>
      </div>
      <InvitationsPart invitations={seen.invitations} told={tell} />
      {seen.policy && <PolicyPart day={seen.policy.day} today={seen.today} told={tell} />}
    </>
  );
}

const query = (facts: Record<string, string>): string =>
  new URLSearchParams(Object.entries(facts).filter(([, value]) => value !== '')).toString();

function People({ people, open, q }: { people: StaffListed[]; open: StaffOpen | null; q: string }) {
  const say = useWords();
  return (
    <DataTable
      caption={say(words.people)}
      rows={people}
      keyOf={({ id }) => id}
      columns={[
        { head: say(words.name), cell: ({ name }) => <b>{name}</b> },
        { head: say(words.role), cell: ({ role }) => say(roleWords[role]) },
        {
          head: say(words.open),
          cell: ({ id, name }) => (
            <Link
              to={`?${query({ q, person: id })}`}
              preventScrollReset
              aria-current={open?.id === id || undefined}
              aria-label={`${say(words.open)} ${name}`}
              className="inline-flex min-h-9 items-center justify-center rounded-field border border-line px-2 text-table hover:bg-accent-soft"
            >
              {say(words.open)}
            </Link>
          ),
        },
        {
          head: say(words.state),
          cell: ({ isSuspended }) => (
            <StatusTag tone={isSuspended ? 'bad' : 'ok'}>
              {say(isSuspended ? words.suspended : words.active)}
            </StatusTag>
          ),
        },
        {
          head: say(words.secondStep),
          cell: ({ hasSecondStep }) => say(hasSecondStep ? words.isSet : words.isNotSet),
        },
        { head: say(words.institution), cell: ({ institution }) => institution },
        { head: say(words.phone), cell: ({ maskedPhone }) => maskedPhone },
      ]}
    />
  );
}
