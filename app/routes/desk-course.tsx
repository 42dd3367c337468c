import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { CoursePage, type CourseDone } from '../catalogue/course/course-page.tsx';
import { editCourse } from '../catalogue/course/edit-course.server.ts';
import { readCoursePlan } from '../catalogue/course/read-course-plan.server.ts';
import { doneWords } from '../catalogue/words.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** The id in the address; what is no id is no course. */
function readCourseId({ params }: LoaderFunctionArgs): string {
  const given = z.uuid().safeParse(params['courseId']);
  if (!given.success) throw new Refusal('not_found');
  return given.data;
}

/** What the last form did, as its redirect says. */
function readDone(url: string): CourseDone | null {
  const { searchParams } = new URL(url);
  const done = searchParams.get('done') ?? '';
  if (!Object.hasOwn(doneWords, done)) return null;
  const version = Number(searchParams.get('version'));
  return {
    intent: done as CourseDone['intent'],
    version: Number.isSafeInteger(version) && version > 0 ? version : null,
    isNew: !searchParams.has('same'),
  };
}

/** One course, to its own institution's authors with everything they may change. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['author']);
    const course = await readCoursePlan(args.context.house.sql, readCourseId(args), session);
    return { desk, course, done: readDone(args.request.url) };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, ['author']);
    const courseId = readCourseId(args);
    const form = await request.formData();
    const query = new URLSearchParams();
    const told = await answerForm(async () => {
      const done = await editCourse(context.house.sql, courseId, form, session, readClock());
      query.set('done', done.intent);
      if (done.version !== null) query.set('version', String(done.version));
      if (!done.isNew) query.set('same', '1');
    });
    if (told) return told;
    throw redirect(`/desk/courses/${courseId}?${query.toString()}`);
  });

export default function DeskCourse() {
  const { desk, course, done } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  return (
    <DeskPage desk={desk} title={course.title}>
      <CoursePage course={course} refused={told?.refused ?? null} wrong={told?.field ?? null} done={done} />
    </DeskPage>
  );
}
