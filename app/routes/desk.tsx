import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DeskPage } from '../reporting/desk-page.tsx';
import { LearnerTable, LessonTable } from '../reporting/desk-tables.tsx';
import { readLearners } from '../reporting/read-learners.server.ts';
import { readLessons } from '../reporting/read-lessons.server.ts';
import { readWitnessed } from '../reporting/read-witnessed.server.ts';
import { TodoList } from '../reporting/todo-list.tsx';
import { WitnessedTable } from '../reporting/witnessed-table.tsx';
import { deskWords, sayRows } from '../reporting/words.ts';
import { useWords } from '../ui/frame.tsx';
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
    if (comes === 'teacher' || comes === 'bureau') throw redirect('/desk/classes');
    if (comes === 'operator') throw redirect('/desk/health');
    const { session, role, desk } = await openDesk(args, deskRoles);
    const isBureau = role === 'reviewer' || role === 'inspector' || role === 'auditor';
    const witnessed = isBureau ? await readWitnessed(house.sql) : [];
    const listed = { kind: 'learner_list', institutionId: isBureau ? null : session.institutionId } as const;
    if (witnessed.length > 0) await noteLook(args, session, { ...listed, count: witnessed.length });
    if (role === 'author' || role === 'reviewer')
      return { desk, witnessed, learners: null, lessons: await readLessons(house.db, session) };
    const learners = await readLearners(house.sql, session);
    await noteLook(args, session, { ...listed, count: learners.length });
    return { desk, witnessed, learners, lessons: null };
  });

export default function Desk() {
  const say = useWords();
  const { desk, witnessed, learners, lessons } = useLoaderData<typeof loader>();
  const inspects = desk.role === 'inspector' || desk.role === 'auditor';
  const title = say(lessons ? deskWords.lessons : inspects ? deskWords.learnersAll : deskWords.learnersOwn);
  const count = (learners ?? lessons)?.length ?? 0;
  return (
    <DeskPage desk={desk} title={title}>
      <TodoList todo={desk.todo} />
      <WitnessedTable witnessed={witnessed} />
      <p className="flex flex-wrap gap-x-4 text-ink-2">
        {learners && <span>{say(deskWords.readOnly)}</span>}
        <span>{say(sayRows(count))}</span>
      </p>
      {count === 0 ? (
        <Empty icon="people" say={say(learners ? deskWords.noLearners : deskWords.noLessons)} />
      ) : learners ? (
        <LearnerTable caption={title} learners={learners} inspects={inspects} />
      ) : (
        <LessonTable lessons={lessons ?? []} />
      )}
    </DeskPage>
  );
}
