import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { ProgressPage } from '../study/progress-page.tsx';
import { readCredit } from '../study/read-credit.server.ts';
import { answer } from './answer.server.ts';

/** A learner's own record. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => {
    const { house, session } = args.context;
    return readCredit(house, requireRole(session, 'learner').personId);
  });

export default function ProgressRoute() {
  return <ProgressPage credit={useLoaderData<typeof loader>()} />;
}
