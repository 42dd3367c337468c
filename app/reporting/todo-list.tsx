import { Link } from '@remix-run/react';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { caseWords, sayTask, sayTodo } from './case-words.ts';
import type { DeskSeen } from './read-desk.server.ts';
import type { Task } from './read-tasks.server.ts';

/** What waits for this desk, each line a link to it. Nothing waits: nothing is shown. */
export function TodoList({ todo, tasks }: Pick<DeskSeen, 'todo'> & { tasks: Task[] }) {
  const say = useWords();
  const lines = [
    ...todo.map(({ kind, count }) => ({ to: `/desk/reviews?kind=${kind}`, words: sayTodo(kind, count) })),
    ...tasks.map(({ kind, count, to }) => ({ to, words: sayTask(kind, count) })),
  ];
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="todo" className="rounded-button border border-hair bg-card p-3">
      <h2 id="todo" className="font-bold">
        {say(caseWords.todo)}
      </h2>
      <ul className="mt-1 flex flex-wrap gap-2">
        {lines.map(({ to, words }) => (
          <li key={words.en}>
            <Link
              to={to}
              className="inline-flex min-h-9 items-center gap-1 rounded-field bg-warn-soft px-3 font-bold text-warn underline underline-offset-4"
            >
              <Icon name="clock" />
              {say(words)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
