import { useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { RefusalCode } from '../../platform/refusal.ts';
import { refusalWords } from '../../platform/words.ts';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { roleWords } from '../role-words.ts';
import type { PostOffered } from './read-staff.server.ts';
import { sayStaff, staffWords as words } from './staff-words.ts';

/** What the form of an invitation is told; `made` this once. */
export type InviteTold = {
  last: SubmissionResult;
  refused?: { code: RefusalCode; field: string | null };
  made?: { link: string; code: string; name: string; qr: { size: number; path: string } };
};

const wrong = { name: words.nameMissing, phone: words.phoneWrong, post: words.postMissing } as const;

/** Invites somebody: who, which telephone, into which post. */
export function InviteForm({ posts, told }: { posts: PostOffered[]; told: InviteTold | null }) {
  const say = useWords();
  const isSending = useSending();
  const [form, fields] = useForm<{ name: string; phone: string; post: string }>({
    id: 'invite',
    lastResult: told?.last ?? null,
    defaultValue: { name: '', phone: '', post: '' },
  });
  const refused = told?.refused && refusalWords[told.refused.code];
  const errors = (Object.keys(wrong) as (keyof typeof wrong)[])
    .filter((field) => told?.last.error?.[field])
    .map((field) => ({ field: `invite-${field}`, say: say(wrong[field]), fix: '' }));
  if (refused)
    errors.push({
      field: `invite-${told?.refused?.field ?? 'post'}`,
      say: say(refused.say),
      fix: say(refused.fix),
    });
  const errorOf = (field: string) => errors.find((one) => one.field === `invite-${field}`)?.say;
  const ofOthers = posts.some(({ role }) => role === 'head' || role === 'bureau');
  const choose = posts.length > 1 ? [{ value: '', label: say(words.choose) }] : [];
  return (
    <DeskPart title={say(words.invite)}>
      {told?.made && <Made made={told.made} />}
      <ErrorSummary told={told} errors={errors} />
      <Form
        method="post"
        id={form.id}
        key={form.key}
        onSubmit={form.onSubmit}
        preventScrollReset
        noValidate
        className="flex flex-wrap items-end gap-3"
      >
        <input type="hidden" name="intent" value="invite" />
        <DeskField
          name="name"
          id="invite-name"
          label={say(words.name)}
          defaultValue={fields.name.initialValue ?? ''}
          maxLength={30}
          error={errorOf('name')}
          autoComplete="off"
        />
        <DeskField
          name="phone"
          id="invite-phone"
          label={say(words.phone)}
          defaultValue={fields.phone.initialValue ?? ''}
          maxLength={30}
          inputMode="tel"
          error={errorOf('phone')}
          autoComplete="off"
        />
        <DeskSelect
          name="post"
          id="invite-post"
          label={say(ofOthers ? words.post : words.role)}
          defaultValue={fields.post.initialValue ?? ''}
          error={errorOf('post')}
          options={choose.concat(
            posts.map(({ role, institutionId, institution }) => ({
              value: `${role}:${institutionId}`,
              label: ofOthers ? `${say(roleWords[role])} · ${institution}` : say(roleWords[role]),
            })),
          )}
        />
        <DeskButton busy={isSending()}>{say(words.send)}</DeskButton>
      </Form>
    </DeskPart>
  );
}

/** The link and the code of an invitation, shown this once. */
function Made({ made: { link, code, name, qr } }: { made: NonNullable<InviteTold['made']> }) {
  const say = useWords();
  return (
    <Notice tone="ok" live title={say(sayStaff.code(name, code))}>
      <p>{say(words.codeHint)}</p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={say(words.qr)}
          className="h-36 w-36 shrink-0 bg-white"
        >
          <path d={qr.path} />
        </svg>
        <p className="min-w-0">
          <b>{say(words.link)}</b>
          <br />
          <span className="wrap-anywhere select-all">{link}</span>
        </p>
      </div>
    </Notice>
  );
}
