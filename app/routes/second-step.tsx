import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { beginSecondStep, requireStaff } from '../identity/staff/begin-second-step.server.ts';
import { changePhone, passSecondStep, setUpSecondStep } from '../identity/staff/pass-second-step.server.ts';
import { SecondStepPage } from '../identity/staff/second-step-page.tsx';
import { whomToAsk } from '../identity/staff/whom-to-ask.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { drawQr } from '../training/roster/draw-qr.ts';
import { answer } from './answer.server.ts';
import { answerForm } from './open-desk.server.ts';

/** The second step at sign-in: set up, given, or changed to another phone. Staff only. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const session = requireStaff(args.context.session);
    const [seen, ask] = await Promise.all([
      beginSecondStep(house, session, Date.now()),
      whomToAsk(house.db, session.personId),
    ]);
    if (seen.state !== 'set_up') return { ...seen, ask };
    const { uri, ...shown } = seen;
    return { ...shown, qr: drawQr(uri), ask };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const session = requireStaff(args.context.session);
    const form = await args.request.formData();
    const typed = String(form.get('code') ?? '').slice(0, 40);
    const intent = form.get('intent');
    let codes: string[] | null = null;
    const told = await answerForm(async () => {
      if (intent === 'set-up') codes = await setUpSecondStep(house, session, typed, Date.now());
      else if (intent === 'pass') await passSecondStep(house, session, typed, Date.now());
      else if (intent === 'change') await changePhone(house, session, typed, Date.now());
      else throw new Refusal('bad_shape', { field: 'code' });
    });
    if (told) return told;
    if (codes !== null) return { codes: codes as string[] };
    throw redirect(intent === 'change' ? '/second-step' : '/desk');
  });

export const shouldRevalidate = () => true;

export default function SecondStep() {
  const seen = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const codes = answered && 'codes' in answered ? answered.codes : null;
  const told = answered && 'refused' in answered ? answered : null;
  return <SecondStepPage seen={seen} codes={codes} told={told} />;
}
