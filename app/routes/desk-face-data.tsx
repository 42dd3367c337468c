import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { enterAssessment } from '../presence/keeping/impact-register.server.ts';
import { FaceDataPage } from '../reporting/face-data-page.tsx';
import { readFaceData } from '../reporting/read-face-data.server.ts';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** What is stored of faces, for the bureau and for inspectors. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { desk } = await openDesk(args, ['reviewer', 'inspector', 'auditor']);
    const entered = new URL(args.request.url).searchParams.has('entered');
    return { desk, entered, seen: await readFaceData(args.context.house.sql) };
  });

/** Enters an impact assessment; the bureau only. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, ['reviewer']);
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const entry = { version: text('version'), assessedOn: text('assessedOn'), summary: text('summary') };
    const told = await answerForm(() =>
      enterAssessment(context.house.sql, entry, session.personId, readClock()),
    );
    if (told) return told;
    throw redirect('/desk/face-data?entered=1');
  });

export default function DeskFaceData() {
  const { desk, seen, entered } = useLoaderData<typeof loader>();
  const refusedField = useActionData<typeof action>()?.field ?? null;
  return <FaceDataPage desk={desk} seen={seen} refusedField={refusedField} entered={entered} />;
}
