import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { isClassEditable } from '../training/class-life.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { readRoster } from '../training/roster/read-roster.server.ts';
import { RosterPage } from '../training/roster/roster-page.tsx';
import { showRow } from '../training/roster/show-rows.ts';
import {
  fileTooLarge,
  readChecked,
  rosterFormBytesMax,
  workOnRoster,
} from '../training/roster/work-on-roster.server.ts';
import { readSupport } from '../training/subsidy/read-vouchers.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

const whole = (text: string | null) => (text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null);

/** The roster of a class: its clerk reads it and what she is bringing, its head reads it masked. First codes stay the clerk's. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session, desk, role } = await openDesk(args, ['clerk', 'head']);
    const own = await requireOwnClass(house.sql, session, args.params['classId'] ?? '');
    const isFixed = !isClassEditable(own.state);
    const isEditable = !isFixed && role === 'clerk';
    const { searchParams } = new URL(args.request.url);
    const row = whole(searchParams.get('row'));
    const [learners, support, read] = await Promise.all([
      readRoster(house.sql, house.masterKey, session, own.id),
      readSupport(house.sql, session, own.id),
      isEditable ? readChecked(house, session, own.id) : null,
    ]);
    const pending = read && {
      id: read.open.id,
      revision: read.open.revision,
      rows: read.checked.map(showRow),
      editing: read.open.rows.find(({ number }) => number === row) ?? null,
    };
    await noteLook(args, session, { kind: 'roster', classId: own.id });
    return {
      desk,
      own,
      isEditable,
      isFixed,
      learners,
      support,
      pending,
      imported: whole(searchParams.get('imported')),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, ['clerk']);
    const own = await requireOwnClass(context.house.sql, session, args.params['classId'] ?? '');
    let imported: number | null = null;
    const told = await answerForm(async () => {
      if (!(Number(request.headers.get('Content-Length') ?? Infinity) <= rosterFormBytesMax))
        throw fileTooLarge();
      const form = await request.formData();
      ({ imported } = await workOnRoster(context.house, session, own.id, form, readClock()));
    });
    if (told) return told;
    throw redirect(
      `/desk/classes/${own.id}/roster${imported === null ? '' : `?imported=${String(imported)}`}`,
    );
  });

/** After a refusal too: what has changed is what the clerk has to see. */
export const shouldRevalidate = () => true;

export default function DeskClassRoster() {
  const { desk, own, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <ClassFrame desk={desk} own={own}>
      <RosterPage classId={own.id} told={told} {...page} />
    </ClassFrame>
  );
}
