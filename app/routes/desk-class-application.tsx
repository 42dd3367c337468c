import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { ApplicationPage } from '../training/application/application-page.tsx';
import { showApplication } from '../training/application/show-application.server.ts';
import { workOnApplication } from '../training/application/work-on-application.server.ts';
import { sayMoment } from '../reporting/say-moment.ts';
import { ClassDeliveryPart } from '../training/outbox/class-delivery.tsx';
import { readClassDelivery } from '../training/outbox/read-delivery.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

const roles = ['clerk', 'bureau', 'inspector'] as const;
const readers = [...roles, 'head', 'auditor'] as const;

/** The application of a class: its clerk writes and hands in, the bureau of its place decides, whoever inspects records it. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, readers);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const seen = await showApplication(sql, session, own, readClock());
    const delivery = await readClassDelivery(sql, own.id);
    await noteLook(args, session, { kind: 'application', classId: own.id });
    return { desk, own, seen, delivery, isStored: new URL(args.request.url).searchParams.has('stored') };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, roles);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const told = await answerForm(async () => {
      const form = await args.request.formData();
      await workOnApplication(sql, session, own.id, form, readClock());
    });
    if (told) return told;
    throw redirect(`/desk/classes/${own.id}/application?stored`);
  });

/** After a refusal too: what has changed is what has to be seen. */
export const shouldRevalidate = () => true;

export default function DeskClassApplication() {
  const { desk, own, delivery, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <ClassFrame desk={desk} own={own}>
      <ApplicationPage classId={own.id} told={told} {...page} />
      {(own.state === 'approved' || own.state === 'closed') && (
        <ClassDeliveryPart delivery={delivery} sayAt={sayMoment} />
      )}
    </ClassFrame>
  );
}
