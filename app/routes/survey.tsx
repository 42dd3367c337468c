import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { answerSurvey, findSurvey } from '../training/survey/answer-survey.server.ts';
import { surveyQuestions } from '../training/survey/judge-survey.ts';
import { SurveyPage } from '../training/survey/survey-page.tsx';
import { surveyAnswerWire } from '../training/survey/survey.wire.ts';
import { answer } from './answer.server.ts';

/** A learner says whether she is satisfied with her class, without her name (P057). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const survey = await findSurvey(house.sql, personId, Date.now(), args.params['classId'] ?? '');
    if (!survey) throw new Refusal('not_found');
    return survey;
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const classId = args.params['classId'] ?? '';
    const form = Object.fromEntries(await args.request.formData());
    const read = surveyAnswerWire.safeParse(form);
    if (!read.success) {
      const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
      return data({ missing: surveyQuestions.filter((question) => wrong.has(question)) }, { status: 422 });
    }
    await answerSurvey(house.sql, personId, classId, read.data, readClock());
    throw redirect(`/survey/${classId}`);
  });

export default function Survey() {
  const survey = useLoaderData<typeof loader>();
  return <SurveyPage survey={survey} missing={useActionData<typeof action>()?.missing ?? []} />;
}
