import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { requireOwnClass } from '../training/own-class.server.ts';
import { editClass } from '../training/plan/edit-class.server.ts';
import { enterTeacher } from '../training/plan/enter-teacher.server.ts';
import { PlanPage } from '../training/plan/plan-page.tsx';
import type { PlanTold } from '../training/plan/plan-told.ts';
import { planWire, readSeen, teacherWire } from '../training/plan/plan.wire.ts';
import { showPlan } from '../training/plan/show-plan.server.ts';
import type { TeacherTold } from '../training/plan/teacher-form.tsx';
import { answer } from './answer.server.ts';
import { answerForm, classReaders, openDesk, requireDesk } from './open-desk.server.ts';

/** The plan of a class, to whom it concerns; its clerk changes it while it is a draft or was returned. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const isSaved = new URL(args.request.url).searchParams.has('saved');
    return { desk, own, plan: await showPlan(sql, session, own), isSaved };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, ['clerk']);
    const own = await requireOwnClass(house.sql, session, args.params['classId'] ?? '');
    const form = await args.request.formData();
    if (form.get('intent') === 'teacher') {
      const read = teacherWire.safeParse(Object.fromEntries(form));
      const teacher = read.success
        ? await enterTeacher(house, session, read.data)
        : ({ kind: 'refused', fault: 'name_wrong' } as const);
      return data({ teacher } satisfies TeacherTold, { status: teacher.kind === 'entered' ? 200 : 422 });
    }
    const submission = parseWithZod(form, { schema: planWire });
    if (submission.status !== 'success')
      return data({ last: submission.reply() } satisfies PlanTold, { status: 422 });
    const { revision, seen, ...values } = submission.value;
    const last = submission.reply({ formErrors: ['refused'] });
    let told: PlanTold | null = null;
    const refused = await answerForm(async () => {
      const edit = { revision, seen: readSeen(seen), values };
      const edited = await editClass(house.sql, session, own.id, edit, readClock());
      if (edited.kind === 'refused') told = { last, faults: edited.faults };
      if (edited.kind === 'changed') told = { last, changes: edited.changes };
    });
    if (refused) {
      const { refused: code, field } = refused.data;
      return data({ last, refused: { code, field } } satisfies PlanTold, {
        status: refused.init?.status ?? 422,
      });
    }
    if (told) return data(told as PlanTold, { status: 'changes' in told ? 409 : 422 });
    throw redirect(`/desk/classes/${own.id}?saved`);
  });

/** After a refusal too: what somebody else has stored is what the clerk goes on from. */
export const shouldRevalidate = () => true;

export default function DeskClassPlan() {
  const { desk, own, ...page } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const told = answered && 'last' in answered ? answered : null;
  return (
    <ClassFrame desk={desk} own={own}>
      <PlanPage key={own.id} told={told} {...page} />
    </ClassFrame>
  );
}
