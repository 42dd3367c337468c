import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { newCourseWire, occupationWire } from '../catalogue/course/course.wire.ts';
import { CoursesPage } from '../catalogue/course/courses-page.tsx';
import { enterCourse, enterOccupation } from '../catalogue/course/enter-course.server.ts';
import { readCourses } from '../catalogue/course/read-courses.server.ts';
import { courseWords } from '../catalogue/words.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** Courses for authors: their institution's and the platform's. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['author']);
    return { desk, ...(await readCourses(args.context.house.sql, session.institutionId)) };
  });

const wrongField = (issues: { path: PropertyKey[] }[]) =>
  new Refusal('bad_shape', { field: String(issues[0]?.path[0] ?? '') });

/** Enters an occupation or a course. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, ['author']);
    const { intent, ...form } = Object.fromEntries(await request.formData());
    let to = '/desk/courses';
    const told = await answerForm(async () => {
      const { sql } = context.house;
      if (intent === 'occupation') {
        const read = occupationWire.safeParse(form);
        if (!read.success) throw wrongField(read.error.issues);
        await enterOccupation(sql, read.data);
        return;
      }
      const read = newCourseWire.safeParse(form);
      if (!read.success) throw wrongField(read.error.issues);
      const { occupationId, ...course } = read.data;
      to = `/desk/courses/${await enterCourse(sql, occupationId, course, session)}`;
    });
    if (told) return told;
    throw redirect(to);
  });

export default function DeskCourses() {
  const say = useWords();
  const { desk, ...listed } = useLoaderData<typeof loader>();
  const wrong = useActionData<typeof action>()?.field ?? null;
  return (
    <DeskPage desk={desk} title={say(courseWords.title)}>
      <CoursesPage {...listed} wrong={wrong} />
    </DeskPage>
  );
}
