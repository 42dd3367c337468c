import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { answerIntake } from '../training/application/answer-intake.server.ts';
import { QuestionnairePage } from '../training/application/questionnaire-page.tsx';
import { readApplication } from '../training/application/read-application.server.ts';
import { readQuestionnaire } from '../training/application/read-questionnaire.ts';
import { isClassEditable } from '../training/class-life.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** The questionnaires of a class, for its clerks (P020). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, ['clerk']);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const { application } = await readApplication(sql, session, own);
    const { learners, isSubsidised } = application;
    await noteLook(args, session, { kind: 'questionnaire', classId: own.id });
    const isStored = new URL(args.request.url).searchParams.has('stored');
    return { desk, own, learners, isSubsidised, isEditable: isClassEditable(own.state), isStored };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, ['clerk']);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const told = await answerForm(async () => {
      const answers = readQuestionnaire(await args.request.formData());
      await answerIntake(sql, session, own.id, answers, readClock());
    });
    if (told) return told;
    throw redirect(`/desk/classes/${own.id}/questionnaire?stored`);
  });

export const shouldRevalidate = () => true;

export default function DeskClassQuestionnaire() {
  const { desk, own, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <ClassFrame desk={desk} own={own}>
      <QuestionnairePage told={told} {...page} />
    </ClassFrame>
  );
}
