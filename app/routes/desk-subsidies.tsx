import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { BatchesPage } from '../training/subsidy/batches-page.tsx';
import { drawBatch } from '../training/subsidy/draw-batch.server.ts';
import { showBatches } from '../training/subsidy/show-batch.server.ts';
import { subsidyWords } from '../training/subsidy/subsidy-words.ts';
import { drawWire } from '../training/subsidy/subsidy.wire.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** The monthly lists of a bureau, and its training vouchers (P081, P084). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['bureau', 'inspector', 'auditor']);
    return { desk, seen: await showBatches(args.context.house.sql, session, readClock()) };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['bureau']);
    let to = '';
    const told = await answerForm(async () => {
      const read = drawWire.safeParse(Object.fromEntries(await args.request.formData()));
      if (!read.success) throw new Refusal('bad_shape', { field: 'month' });
      to = await drawBatch(args.context.house, session, read.data.month, readClock());
    });
    if (told) return told;
    throw redirect(`/desk/subsidies/${to}`);
  });

export const shouldRevalidate = () => true;

export default function DeskSubsidies() {
  const say = useWords();
  const { desk, seen } = useLoaderData<typeof loader>();
  return (
    <DeskPage desk={desk} title={say(subsidyWords.title)}>
      <BatchesPage seen={seen} told={useActionData<typeof action>() ?? null} />
    </DeskPage>
  );
}
