import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { z } from 'zod';
import { requireRole } from '../identity/guards.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readTest } from '../study/final-test/read-test.server.ts';
import { TestPage } from '../study/final-test/test-page.tsx';
import { answer } from './answer.server.ts';

/** The final test of the learner's own class. Its paper is drawn when it is begun, not when this page is read. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const classId = z.uuid().safeParse(args.params['classId']);
    if (!classId.success) throw new Refusal('not_found');
    return readTest(house.sql, personId, classId.data, readClock());
  });

export default function TestRoute() {
  const test = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  return <TestPage key={test.classId} test={test} onOver={revalidate} />;
}
