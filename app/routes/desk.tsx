import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirePerson } from '../identity/guards.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { LearnerTable, LessonTable } from '../reporting/desk-tables.tsx';
import { readLearners } from '../reporting/read-learners.server.ts';
import { readLessons } from '../reporting/read-lessons.server.ts';
import { deskWords, roleWords, sayRows } from '../reporting/words.ts';
import { DeskFrame } from '../ui/desk-frame.tsx';
import { useWords } from '../ui/frame.tsx';
import { Empty } from '../ui/states.tsx';
import { uiWords } from '../ui/words.ts';
import { answer } from './answer.server.ts';

/** Clerks and inspectors see learners; authors and reviewers see lessons; learners see nothing of this. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { context } = args;
    const person = requirePerson(context.session);
    const { role } = person;
    if (role === 'learner') throw new Refusal('forbidden');
    if (role === 'author' || role === 'reviewer')
      return { role, learners: null, lessons: await readLessons(context.house.db) };
    return { role, learners: await readLearners(context.house.sql, person), lessons: null };
  });

export default function Desk() {
  const say = useWords();
  const { role, learners, lessons } = useLoaderData<typeof loader>();
  const inspects = role === 'inspector';
  const section = learners ? deskWords.learners : deskWords.lessons;
  const title = say(lessons ? deskWords.lessons : inspects ? deskWords.learnersAll : deskWords.learnersOwn);
  const count = (learners ?? lessons)?.length ?? 0;
  return (
    <DeskFrame
      name={say(uiWords.appName)}
      who={say(roleWords[role])}
      links={[{ to: '/desk', label: say(section) }]}
      help={say(deskWords.help)}
      signOut={say(deskWords.signOut)}
      title={title}
    >
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
    </DeskFrame>
  );
}
