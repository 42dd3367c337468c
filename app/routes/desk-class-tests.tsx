import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { readClassTests } from '../study/final-test/read-class-tests.server.ts';
import { TestDesk } from '../study/final-test/test-desk.tsx';
import { workOnTests } from '../study/final-test/work-on-tests.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { classReaders, answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** The final test of a class, for its clerks, teachers, bureau and whoever inspects. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const tests = await readClassTests(sql, session, own, readClock());
    await noteLook(args, session, { kind: 'tests', classId: own.id });
    return { desk, own, tests, isStored: new URL(args.request.url).searchParams.has('stored') };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, ['clerk', 'head', 'teacher', 'bureau']);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const told = await answerForm(async () => {
      await workOnTests(sql, session, own.id, await args.request.formData(), readClock());
    });
    if (told) return told;
    throw redirect(`/desk/classes/${own.id}/tests?stored`);
  });

/** After a refusal too: what has changed is what has to be seen. */
export const shouldRevalidate = () => true;

export default function DeskClassTests() {
  const { desk, own, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <ClassFrame desk={desk} own={own}>
      <TestDesk classId={own.id} told={told} {...page} />
    </ClassFrame>
  );
}
