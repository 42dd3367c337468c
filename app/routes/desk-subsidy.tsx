import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { BatchPage } from '../training/subsidy/batch-page.tsx';
import { readOwnBatch } from '../training/subsidy/own-batch.server.ts';
import { countClasses, showBatch } from '../training/subsidy/show-batch.server.ts';
import { saySubsidy } from '../training/subsidy/subsidy-words.ts';
import { workOnBatch } from '../training/subsidy/work-on-batch.server.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** A list of subsidies: who is on it, signatures, publicity, objections, the finance bureau (P079–P081). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session, desk } = await openDesk(args, ['bureau', 'inspector', 'auditor']);
    const seen = await showBatch(house, session, args.params['batchId'] ?? '', readClock());
    for (const { classId, count } of await countClasses(house.sql, seen.own.id))
      await noteLook(args, session, { kind: 'subsidy', classId, count });
    return { desk, seen, isStored: new URL(args.request.url).searchParams.has('stored') };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, ['bureau']);
    const { id } = await readOwnBatch(house.sql, session, args.params['batchId'] ?? '');
    const told = await answerForm(async () =>
      workOnBatch(house, session, id, await args.request.formData(), readClock()),
    );
    if (told) return told;
    throw redirect(`/desk/subsidies/${id}?stored`);
  });

/** After a refusal too: a colleague may have signed meanwhile. */
export const shouldRevalidate = () => true;

export default function DeskSubsidy() {
  const say = useWords();
  const { desk, seen, isStored } = useLoaderData<typeof loader>();
  return (
    <DeskPage desk={desk} title={say(saySubsidy.listOf(seen.own.month))}>
      <BatchPage seen={seen} told={useActionData<typeof action>() ?? null} isStored={isStored} />
    </DeskPage>
  );
}
