import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { InviteTold } from '../identity/staff/invite-form.tsx';
import { inviteStaff, revokeInvitation } from '../identity/staff/invite-staff.server.ts';
import { readPost } from '../identity/staff/read-post.server.ts';
import {
  readInvitations,
  readOffers,
  readOneStaff,
  readStaff,
  staffShown,
} from '../identity/staff/read-staff.server.ts';
import { readSecondStepDay, requireSecondStepFrom } from '../identity/staff/require-second-step.server.ts';
import { StaffPage } from '../identity/staff/staff-page.tsx';
import { inviteWire, staffWire } from '../identity/staff/staff.wire.ts';
import { staffWords } from '../identity/staff/staff-words.ts';
import { stepStaff } from '../identity/staff/step-staff.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { chinaDay } from '../training/class-day.ts';
import { drawQr } from '../training/roster/draw-qr.ts';
import { siteAddress } from '../training/roster/sign-in-address.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

const managers = ['head', 'bureau', 'reviewer'] as const;

/** Where a page of the list begins: what stood on the last row before it. */
function readPlace(after: string | null) {
  const [, id, name] = /^([0-9a-f-]{36})\.([^\0]{0,60})$/u.exec(after ?? '') ?? [];
  return id && z.uuid().safeParse(id).success && name !== undefined ? { id, name } : null;
}

/** The accounts that somebody looks after: a head the own institution's, a bureau its heads, the office those below it. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, managers);
    const actor = await readPost(sql, session.personId);
    const { searchParams } = new URL(args.request.url);
    const q = (searchParams.get('q') ?? '').trim().slice(0, 40);
    const nowMs = Date.now();
    const personId = searchParams.get('person');
    const [found, open, invitations, posts, policyDay] = await Promise.all([
      readStaff(sql, actor, { q, after: readPlace(searchParams.get('after')) }),
      personId ? readOneStaff(sql, actor, personId) : null,
      readInvitations(sql, actor, nowMs),
      readOffers(sql, actor, q),
      readSecondStepDay(sql, session.institutionId),
    ]);
    const people = found.slice(0, staffShown);
    const last = found.length > staffShown ? people.at(-1) : undefined;
    return {
      ...{ desk, people, open, invitations, posts, q, today: chinaDay(nowMs) },
      next: last ? `${last.id}.${last.name}` : null,
      policy: session.role === 'head' ? { day: policyDay } : null,
      isStored: searchParams.has('stored'),
    };
  });

/** The form of an invitation; what was made is told in the answer and nowhere else. */
async function invite(args: ActionFunctionArgs, form: FormData) {
  const { house } = args.context;
  const { session } = requireDesk(args, managers);
  const submission = parseWithZod(form, { schema: inviteWire });
  if (submission.status !== 'success')
    return data({ last: submission.reply() } satisfies InviteTold, { status: 422 });
  let told: InviteTold = { last: submission.reply({ resetForm: true }) };
  const refused = await answerForm(async () => {
    const { token, code, name } = await inviteStaff(house, session, submission.value, Date.now());
    const link = siteAddress(args.request.url, `/invitation/${token}`, house.env.secureCookies);
    told = { ...told, made: { link, code, name, qr: drawQr(link) } };
  });
  if (!refused) return data(told);
  const { refused: code, field } = refused.data;
  const last = submission.reply({ formErrors: ['refused'] });
  return data({ last, refused: { code, field } } satisfies InviteTold, {
    status: refused.init?.status ?? 422,
  });
}

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, managers);
    const form = await args.request.formData();
    if (form.get('intent') === 'invite') return invite(args, form);
    let to = '/desk/staff?stored';
    const told = await answerForm(async () => {
      const read = staffWire.safeParse(Object.fromEntries(form));
      if (!read.success) throw new Refusal('bad_shape', { field: 'intent' });
      const work = read.data;
      const nowMs = Date.now();
      if (work.intent === 'revoke') await revokeInvitation(house, session, work.invitation, nowMs);
      else if (work.intent === 'policy') await requireSecondStepFrom(house, session, work.day, nowMs);
      else {
        const { person, intent: step, reason } = work;
        await stepStaff(house, session, person, { step, reason }, nowMs);
        to = `/desk/staff?person=${person}&stored`;
      }
    });
    if (told) return data({ step: told.data }, told.init ?? undefined);
    throw redirect(to);
  });

export const shouldRevalidate = () => true;

export default function DeskStaff() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const invited = answered && 'last' in answered ? answered : null;
  const told = answered && 'step' in answered ? answered.step : null;
  return (
    <DeskPage desk={desk} title={say(staffWords.title)}>
      <StaffPage invited={invited} told={told} {...page} />
    </DeskPage>
  );
}
