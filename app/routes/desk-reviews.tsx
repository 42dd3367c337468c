import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { decideCase } from '../presence/review/decide-case.server.ts';
import { caseDecisions, caseKinds } from '../presence/face-state.ts';
import { readCase } from '../presence/review/read-case.server.ts';
import { readCases } from '../presence/review/read-cases.server.ts';
import { readViewReason } from '../presence/review/view-reason.server.ts';
import { ReviewsPage, type Reviews } from '../reporting/reviews-page.tsx';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

const readers = ['clerk', 'head', 'reviewer', 'inspector', 'auditor'] as const;
const deciders = ['clerk', 'head', 'reviewer', 'inspector'] as const;

/** The id in the address; what is no id is no case. */
function readCaseId(given: string | undefined): string | null {
  if (given === undefined) return null;
  if (!z.uuid().safeParse(given).success) throw new Refusal('not_found');
  return given;
}

/** The review queue of this desk, and the case that is open beside it. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async (): Promise<Reviews> => {
    const { context, request, params } = args;
    const { session, desk } = await openDesk(args, readers);
    const { searchParams } = new URL(request.url);
    const kind = caseKinds.find((one) => one === searchParams.get('kind')) ?? null;
    const caseId = readCaseId(params['caseId']);
    const { sql } = context.house;
    const [cases, one] = await Promise.all([
      readCases(sql, session, kind),
      caseId ? readCase(sql, session, caseId) : null,
    ]);
    const isOwn = session.role === 'clerk' || session.role === 'head';
    const institutionId = isOwn ? session.institutionId : null;
    if (cases.length > 0)
      await noteLook(args, session, { kind: 'case_list', institutionId, count: cases.length });
    if (one) await noteLook(args, session, { kind: 'case', learnerId: one.learner.id });
    const nowMs = Date.now();
    const viewReason = readViewReason(context.house, session, request.headers.get('Cookie'), nowMs);
    return { desk, cases, kind, one, viewReason, nowMs, stored: searchParams.has('stored') };
  });

const decided = z.object({
  decision: z.enum(caseDecisions),
  reason: z.string(),
  next: z.union([z.uuid(), z.literal('')]),
});

/** Stores a decision and leads to the next case. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context, params } = args;
    const { session } = requireDesk(args, deciders);
    const caseId = readCaseId(params['caseId']);
    if (!caseId) throw new Refusal('not_found');
    const form = decided.safeParse(Object.fromEntries(await request.formData()));
    const told = await answerForm(async () => {
      if (!form.success) throw new Refusal('bad_shape', { field: 'decision' });
      await decideCase(context.house, session, caseId, form.data, readClock());
    });
    if (told) return told;
    const { searchParams } = new URL(request.url);
    const kind = caseKinds.find((one) => one === searchParams.get('kind'));
    const query = new URLSearchParams({ ...(kind ? { kind } : {}), stored: '1' });
    throw redirect(`/desk/reviews${form.data?.next ? `/${form.data.next}` : ''}?${query.toString()}`);
  });

/** After every decision, stored or refused, the queue is read anew: others work on it too. */
export const shouldRevalidate = () => true;

export default function DeskReviews() {
  const refused = useActionData<typeof action>()?.refused ?? null;
  return <ReviewsPage reviews={useLoaderData<typeof loader>()} refused={refused} />;
}
