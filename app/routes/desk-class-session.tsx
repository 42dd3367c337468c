import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { SessionPage } from '../training/in-person/session-page.tsx';
import { showSession } from '../training/in-person/show-session.server.ts';
import { workOnSession } from '../training/in-person/work-in-person.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { classReaders, answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** One session of a class: clerk and teacher take and confirm attendance and register recordings, others read. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session: who, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, who, args.params['classId'] ?? '');
    const session = await showSession(sql, who, own, args.params['sessionId'] ?? '', readClock());
    await noteLook(args, who, { kind: 'attendance', classId: own.id });
    return { desk, own, session, isStored: new URL(args.request.url).searchParams.has('stored') };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, ['clerk', 'teacher']);
    const own = await requireOwnClass(house.sql, session, args.params['classId'] ?? '');
    const sessionId = args.params['sessionId'] ?? '';
    const form = await args.request.formData();
    const told = await answerForm(() => workOnSession(house, session, own.id, sessionId, form, readClock()));
    const last = form.get('intent');
    if (told)
      return data(
        { ...told.data, last: typeof last === 'string' ? last : null },
        { status: told.init?.status ?? 422 },
      );
    throw redirect(`/desk/classes/${own.id}/sessions/${sessionId}?stored`);
  });

/** After a refusal too: what has changed is what has to be seen. */
export const shouldRevalidate = () => true;

export default function DeskClassSession() {
  const { desk, own, session, isStored } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <ClassFrame desk={desk} own={own}>
      <SessionPage key={session.id} {...{ own, session, told, isStored }} last={told?.last ?? null} />
    </ClassFrame>
  );
}
