import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { refusalWords } from '../platform/words.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { assessmentWords } from '../training/assessment/assessment-words.ts';
import { ResultsPart } from '../training/assessment/results-part.tsx';
import { showEnding } from '../training/assessment/show-ending.server.ts';
import { workOnEnding } from '../training/assessment/work-on-ending.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { SurveyPart } from '../training/survey/survey-part.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, classReaders, openDesk, requireDesk } from './open-desk.server.ts';

/** The end of a class: whether it is satisfied, and how the assessment went (P057). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const seen = await showEnding(sql, session, own, readClock());
    await noteLook(args, session, { kind: 'ending', classId: own.id });
    return { desk, own, seen, isStored: new URL(args.request.url).searchParams.has('stored') };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, ['clerk']);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const told = await answerForm(async () =>
      workOnEnding(sql, session, own.id, await args.request.formData(), readClock()),
    );
    if (told) return told;
    throw redirect(`/desk/classes/${own.id}/ending?stored`);
  });

/** After a refusal too: the class may have answered meanwhile. */
export const shouldRevalidate = () => true;

export default function DeskClassEnding() {
  const say = useWords();
  const { desk, own, seen, isStored } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  const words = told && refusalWords[told.refused];
  return (
    <ClassFrame desk={desk} own={own}>
      {words && (
        <Notice tone="warn" title={say(words.say)} live>
          {say(words.fix)}
        </Notice>
      )}
      {!told && isStored && <Notice tone="ok" title={say(assessmentWords.saved)} live />}
      <SurveyPart seen={seen} error={told?.field === 'days' && words ? say(words.say) : undefined} />
      <ResultsPart seen={seen} told={told} />
    </ClassFrame>
  );
}
