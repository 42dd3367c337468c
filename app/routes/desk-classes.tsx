import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { ClassTable } from '../reporting/class-table.tsx';
import { DeskPage } from '../reporting/desk-page.tsx';
import { readTasks } from '../reporting/read-tasks.server.ts';
import { TodoList } from '../reporting/todo-list.tsx';
import { createClass } from '../training/plan/create-class.server.ts';
import { listContents } from '../training/plan/list-contents.server.ts';
import { NewClassForm } from '../training/plan/new-class-form.tsx';
import type { PlanTold } from '../training/plan/plan-told.ts';
import { planWords } from '../training/plan/plan-words.ts';
import { newClassWire } from '../training/plan/plan.wire.ts';
import { readClasses } from '../training/read-classes.server.ts';
import { readInstitution } from '../training/read-institution.server.ts';
import { classWords } from '../training/words.ts';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { NextPage } from '../ui/next-page.tsx';
import { Empty } from '../ui/states.tsx';
import { answer } from './answer.server.ts';
import { answerForm, classReaders, openDesk, requireDesk } from './open-desk.server.ts';

/** Classes: a clerk's institution's, a teacher's own, those a bureau decides or may see, all to an inspector. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, classReaders);
    const { sql, db } = args.context.house;
    const isClerk = session.role === 'clerk';
    const after = new URL(args.request.url).searchParams.get('after');
    const [page, tasks, contents, institution] = await Promise.all([
      readClasses(sql, session, after),
      readTasks(sql, session, readClock()),
      isClerk ? listContents(sql, session.institutionId) : [],
      isClerk ? readInstitution(db, session.institutionId) : null,
    ]);
    return { desk, page, tasks, making: institution && { contents, placeCode: institution.placeCode } };
  });

/** Makes a class of the clerk's institution and leads to its plan. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['clerk']);
    const submission = parseWithZod(await args.request.formData(), { schema: newClassWire });
    if (submission.status !== 'success')
      return data({ last: submission.reply() } satisfies PlanTold, { status: 422 });
    const last = submission.reply({ formErrors: ['refused'] });
    let to = '/desk/classes';
    const refused = await answerForm(async () => {
      const made = await createClass(args.context.house.sql, session, submission.value, readClock());
      to = `/desk/classes/${made.classId}`;
    });
    if (refused) {
      const { refused: code, field } = refused.data;
      return data({ last, refused: { code, field } } satisfies PlanTold, {
        status: refused.init?.status ?? 422,
      });
    }
    throw redirect(to);
  });

export default function DeskClasses() {
  const say = useWords();
  const { desk, page, tasks, making } = useLoaderData<typeof loader>();
  const { waiting, classes, next } = page;
  const told = useActionData<typeof action>() ?? null;
  const manyInstitutions = ['bureau', 'inspector', 'auditor'].includes(desk.role);
  return (
    <DeskPage desk={desk} title={say(classWords.title)}>
      <TodoList todo={[]} tasks={tasks} />
      {waiting.length > 0 && (
        <DeskPart title={say(classWords.waiting)}>
          <ClassTable caption={say(classWords.waiting)} {...{ classes: waiting, manyInstitutions }} />
        </DeskPart>
      )}
      {classes.length === 0 && waiting.length === 0 ? (
        <Empty icon="people" say={say(classWords.none)} />
      ) : (
        classes.length > 0 && (
          <ClassTable caption={say(classWords.title)} {...{ classes, manyInstitutions }} />
        )
      )}
      <NextPage next={next} />
      {making && (
        <DeskPart title={say(planWords.newClass)}>
          <NewClassForm {...making} told={told} />
        </DeskPart>
      )}
    </DeskPage>
  );
}
