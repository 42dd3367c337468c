import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { sendObjection } from '../training/subsidy/object-to-batch.server.ts';
import { PublicityPage } from '../training/subsidy/publicity-page.tsx';
import { readPublicity } from '../training/subsidy/read-publicity.server.ts';
import { objectionWire } from '../training/subsidy/subsidy.wire.ts';
import { answer } from './answer.server.ts';
import { answerForm, type RefusedForm } from './open-desk.server.ts';

/** Open to everybody: one published list, masked, and a form for whoever objects (P080). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const seen = await readPublicity(args.context.house.sql, args.params['batchId'] ?? '', readClock());
    const receipt = new URL(args.request.url).searchParams.get('receipt') ?? '';
    return { seen, receipt: /^[0-9A-F]{8}$/.test(receipt) ? receipt : null };
  });

/** Names of people are nothing for a search engine. */
export const headers = () => ({ 'X-Robots-Tag': 'noindex, noarchive' });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house, address } = args.context;
    const read = objectionWire.safeParse(Object.fromEntries(await args.request.formData()));
    if (!read.success) {
      const field = String(read.error.issues[0]?.path[0] ?? '');
      return data({ refused: 'bad_shape', field, facts: {} } satisfies RefusedForm, { status: 422 });
    }
    let receipt = '';
    const batchId = args.params['batchId'] ?? '';
    const told = await answerForm(async () => {
      receipt = await sendObjection(house, batchId, address, read.data, readClock());
    });
    if (told) return told;
    throw redirect(`/publicity/${batchId}?receipt=${receipt}`);
  });

export const shouldRevalidate = () => true;

export default function PublicityListRoute() {
  const { seen, receipt } = useLoaderData<typeof loader>();
  return <PublicityPage seen={seen} receipt={receipt} told={useActionData<typeof action>() ?? null} />;
}
