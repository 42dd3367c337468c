import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { previousToken, setCookieHeader } from '../identity/session.server.ts';
import { signIn } from '../identity/sign-in.server.ts';
import { acceptInvitation, readInvitation } from '../identity/staff/accept-invitation.server.ts';
import { InvitationPage, type InvitationTold } from '../identity/staff/invitation-page.tsx';
import { passwordWords } from '../identity/words.ts';
import { refusalWords } from '../platform/words.ts';
import { answer } from './answer.server.ts';
import { answerForm } from './open-desk.server.ts';

/** An invitation, for whoever holds its link; the code comes by telephone. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => readInvitation(args.context.house.sql, args.params['token'] ?? '', Date.now()));

/** Makes the account, signs in, and leads to the second step. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context, params } = args;
    const { house, address } = context;
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '').slice(0, 200);
    const [phone, code, password] = [text('phone'), text('code'), text('password')];
    const nowMs = Date.now();
    let told: InvitationTold | null = null;
    const refused = await answerForm(async () => {
      const token = params['token'] ?? '';
      const fault = await acceptInvitation(house, { token, phone, code, password }, nowMs);
      if (fault) told = { field: 'password', say: passwordWords[fault] };
    });
    if (refused) {
      const { refused: gone, field } = refused.data;
      return data(
        { phone, told: { field: field ?? null, ...refusalWords[gone] } satisfies InvitationTold },
        refused.init ?? undefined,
      );
    }
    if (told) return data({ phone, told: told as InvitationTold }, { status: 422 });
    const tried = await signIn(house.db, {
      ...{ phone, password, address, nowMs },
      userAgent: request.headers.get('User-Agent') ?? '',
      previousToken: previousToken(house, request),
    });
    if (!tried.ok) throw redirect('/sign-in');
    throw redirect('/second-step', { headers: { 'Set-Cookie': setCookieHeader(house, tried.token) } });
  });

export const shouldRevalidate = () => true;

export default function Invitation() {
  const invitation = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <InvitationPage invitation={invitation} phone={answered?.phone ?? ''} told={answered?.told ?? null} />
  );
}
