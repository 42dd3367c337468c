import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { SessionsPage } from '../training/in-person/sessions-page.tsx';
import { showSessions } from '../training/in-person/show-sessions.server.ts';
import { workOnTimetable } from '../training/in-person/work-in-person.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { classReaders, answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** The hours in person of a class: its clerk plans, its bureau may give a subsidy back, whom it concerns reads. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const seen = await showSessions(sql, session, own, readClock());
    await noteLook(args, session, { kind: 'attendance', classId: own.id });
    return { desk, own, seen, isStored: new URL(args.request.url).searchParams.has('stored') };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, ['clerk', 'bureau']);
    const own = await requireOwnClass(house.sql, session, args.params['classId'] ?? '');
    const told = await answerForm(async () => {
      await workOnTimetable(house, session, own.id, await args.request.formData(), readClock());
    });
    if (told) return told;
    throw redirect(`/desk/classes/${own.id}/sessions?stored`);
  });

/** After a refusal too: what has changed is what has to be seen. */
export const shouldRevalidate = () => true;

export default function DeskClassSessions() {
  const { desk, own, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <ClassFrame desk={desk} own={own}>
      <SessionsPage own={own} told={told} {...page} />
    </ClassFrame>
  );
}
