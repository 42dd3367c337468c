import { Link } from '@remix-run/react';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { caseWords, sayTodo } from './case-words.ts';
import type { DeskSeen } from './read-desk.server.ts';

/** What waits for this desk, each line a link to it. Nothing waits: nothing is shown. */
export function TodoList({ todo }: Pick<DeskSeen, 'todo'>) {
  const say = useWords();
  if (todo.length === 0) return null;
  return (
    <section aria-labelledby="todo" className="rounded-button border border-hair bg-card p-3">
      <h2 id="todo" className="font-bold">
        {say(caseWords.todo)}
      </h2>
      <ul className="mt-1 flex flex-wrap gap-2">
        {todo.map(({ kind, count }) => (
          <li key={kind}>
            <Link
              to={`/desk/reviews?kind=${kind}`}
              className="inline-flex min-h-9 items-center gap-1 rounded-field bg-warn-soft px-3 font-bold text-warn underline underline-offset-4"
            >
              <Icon name="clock" />
              {say(sayTodo(kind, count))}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
