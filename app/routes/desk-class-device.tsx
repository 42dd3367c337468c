import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { checkDeviceFile } from '../training/in-person/confirm-device-file.server.ts';
import { DevicePage } from '../training/in-person/device-page.tsx';
import { readDeviceFile } from '../training/in-person/store-device-file.server.ts';
import { workOnDeviceFile } from '../training/in-person/work-in-person.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { rosterFormBytesMax } from '../training/roster/work-on-roster.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

const roles = ['clerk', 'teacher'] as const;

/** The file of a sign-in device on its way into a class: what it would change, row by row. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql, masterKey } = args.context.house;
    const { session, desk } = await openDesk(args, roles);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const file = await readDeviceFile(sql, masterKey, session, own.id);
    const found = file && (await checkDeviceFile(sql, masterKey, own.id, file, readClock()));
    const pending = file &&
      found && {
        ...{ id: file.id, seenSha256: found.seenSha256, corrections: found.corrections },
        changes: found.changes.length,
        rows: found.rows.map(({ number, name, day, span, fault }) => ({ number, name, day, span, fault })),
      };
    if (pending)
      await noteLook(args, session, { kind: 'attendance', classId: own.id, count: pending.rows.length });
    const imported = new URL(args.request.url).searchParams.get('imported');
    return {
      desk,
      own,
      pending,
      imported: imported !== null && /^\d{1,4}$/.test(imported) ? Number(imported) : null,
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, roles);
    const own = await requireOwnClass(context.house.sql, session, args.params['classId'] ?? '');
    let imported: number | null = null;
    const told = await answerForm(async () => {
      if (!(Number(request.headers.get('Content-Length') ?? Infinity) <= rosterFormBytesMax))
        throw new Refusal('attendance_file', { fault: 'too_large', row: 0 });
      ({ imported } = await workOnDeviceFile(
        context.house,
        session,
        own.id,
        await request.formData(),
        readClock(),
      ));
    });
    if (told) return told;
    throw redirect(
      `/desk/classes/${own.id}/sessions/import${imported === null ? '' : `?imported=${String(imported)}`}`,
    );
  });

/** After a refusal too: what has changed is what has to be seen. */
export const shouldRevalidate = () => true;

export default function DeskClassDevice() {
  const { desk, own, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <ClassFrame desk={desk} own={own}>
      <DevicePage classId={own.id} told={told} {...page} />
    </ClassFrame>
  );
}
