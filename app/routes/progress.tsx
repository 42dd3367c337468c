import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { ProgressPage } from '../study/progress-page.tsx';
import { readCredit } from '../study/read-credit.server.ts';
import { OwnHoursPart } from '../training/proof/own-hours.tsx';
import { readOwnHours } from '../training/proof/read-own-hours.server.ts';
import { answer } from './answer.server.ts';

/** A learner's own record, and what her class comes to. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const credit = await readCredit(house, personId);
    return { credit, own: await readOwnHours(house.sql, personId, credit) };
  });

export default function ProgressRoute() {
  const { credit, own } = useLoaderData<typeof loader>();
  return <ProgressPage credit={credit} whole={own && <OwnHoursPart own={own} />} />;
}
