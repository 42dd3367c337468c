import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { keepViewReason } from '../presence/review/view-reason.server.ts';
import { answer } from './answer.server.ts';
import { answerForm, requireDesk } from './open-desk.server.ts';
import { readBack } from './read-back.ts';

/** Keeps why this person looks at pictures in this visit, and goes back to them. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, ['clerk', 'head', 'reviewer', 'inspector', 'auditor']);
    const form = await request.formData();
    let kept = '';
    const told = await answerForm(async () => {
      kept = keepViewReason(context.house, session, String(form.get('view-reason') ?? ''), Date.now());
    });
    // No page stands behind this address: the answer carries its own status.
    if (told) return Response.json(told.data, told.init ?? undefined);
    throw redirect(readBack(form.get('back')), { headers: { 'Set-Cookie': kept } });
  });

export const loader = () => redirect('/desk');
