import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { LearnerTable, LessonTable } from '../reporting/desk-tables.tsx';
import { readLearners } from '../reporting/read-learners.server.ts';
import { readLessons } from '../reporting/read-lessons.server.ts';
import { readTasks } from '../reporting/read-tasks.server.ts';
import { readWitnessed } from '../reporting/read-witnessed.server.ts';
import { TodoList } from '../reporting/todo-list.tsx';
import { WitnessedTable } from '../reporting/witnessed-table.tsx';
import { deskWords, sayRows } from '../reporting/words.ts';
import { boardWords } from '../training/board/board-words.ts';
import { DeskButton, DeskField } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { NextPage } from '../ui/next-page.tsx';
import { Empty } from '../ui/states.tsx';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { openDesk, requireDesk } from './open-desk.server.ts';

const deskRoles = [
  ...([
    'clerk',
    'head',
    'teacher',
    'author',
    'bureau',
    'reviewer',
    'inspector',
    'auditor',
    'operator',
  ] as const),
];

/** What waits; then clerk, head, inspector and auditor see learners, authors and reviewers lessons. Learners see nothing of this. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { role: comes } = requireDesk(args, deskRoles);
    if (comes === 'teacher') throw redirect('/desk/classes');
    if (comes === 'bureau') throw redirect('/desk/bureau');
    if (comes === 'operator') throw redirect('/desk/health');
    const { session, role, desk } = await openDesk(args, deskRoles);
    const isBureau = role === 'reviewer' || role === 'inspector' || role === 'auditor';
    const witnessed = isBureau ? await readWitnessed(house.sql) : [];
    const listed = { kind: 'learner_list', institutionId: isBureau ? null : session.institutionId } as const;
    if (witnessed.length > 0) await noteLook(args, session, { ...listed, count: witnessed.length });
    if (role === 'author' || role === 'reviewer')
      return {
        ...{ desk, witnessed, page: null, find: '', tasks: [] },
        lessons: await readLessons(house.db, session),
      };
    const query = new URL(args.request.url).searchParams;
    const find = (query.get('find') ?? '').trim().slice(0, 40);
    const [page, tasks] = await Promise.all([
      readLearners(house.sql, session, { find, after: query.get('after') }),
      readTasks(house.sql, session, readClock()),
    ]);
    await noteLook(args, session, { ...listed, count: page.learners.length });
    return { desk, witnessed, page, find, tasks, lessons: null };
  });

export default function Desk() {
  const say = useWords();
  const { desk, witnessed, page, find, tasks, lessons } = useLoaderData<typeof loader>();
  const inspects = desk.role === 'inspector' || desk.role === 'auditor';
  const title = say(lessons ? deskWords.lessons : inspects ? deskWords.learnersAll : deskWords.learnersOwn);
  const learners = page?.learners ?? null;
  const count = (learners ?? lessons)?.length ?? 0;
  const isNobody = learners !== null && find !== '';
  return (
    <DeskPage desk={desk} title={title}>
      <TodoList todo={desk.todo} tasks={tasks} />
      <WitnessedTable witnessed={witnessed} />
      <p className="flex flex-wrap gap-x-4 text-ink-2">
        {learners && <span>{say(deskWords.readOnly)}</span>}
        {lessons && <span>{say(sayRows(count))}</span>}
      </p>
      {learners && (
        <Form className="flex flex-wrap items-end gap-2">
          <DeskField
            name="find"
            type="search"
            label={say(boardWords.search)}
            hint={say(deskWords.findHint)}
            defaultValue={find}
            maxLength={40}
            autoComplete="off"
          />
          <DeskButton>{say(boardWords.show)}</DeskButton>
        </Form>
      )}
      {count === 0 ? (
        <Empty
          icon="people"
          say={say(isNobody ? boardWords.nobody : learners ? deskWords.noLearners : deskWords.noLessons)}
        />
      ) : learners ? (
        <LearnerTable caption={title} learners={learners} inspects={inspects} />
      ) : (
        <LessonTable lessons={lessons ?? []} />
      )}
      {page && <NextPage next={page.next} />}
    </DeskPage>
  );
}
