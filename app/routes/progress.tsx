import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { ProgressPage } from '../study/progress-page.tsx';
import { readCredit } from '../study/read-credit.server.ts';
import { answer } from './answer.server.ts';

/** A learner's own record. */
export const loader = ({ request, context }: LoaderFunctionArgs) =>
  answer(request, () => readCredit(context.house, requireRole(context.session, 'learner').personId));

export default function ProgressRoute() {
  return <ProgressPage credit={useLoaderData<typeof loader>()} />;
}
