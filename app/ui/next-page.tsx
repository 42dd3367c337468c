import { Link, useSearchParams } from '@remix-run/react';
import { useWords } from './frame.tsx';
import { uiWords } from './words.ts';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** The way through a list of many pages: on to the next, and back to the first. `next` null: this is the last. */
export function NextPage({ next }: { next: string | null }) {
  const say = useWords();
  const [search] = useSearchParams();
  const isFirst = !search.has('after');
  if (isFirst && next === null) return null;
  const to = (after: string | null) => {
    const query = new URLSearchParams(search);
    if (after === null) query.delete('after');
    else query.set('after', after);
    return `?${query.toString()}`;
  };
  return (
    <nav aria-label={say(uiWords.pages)} className="flex flex-wrap gap-4">
      {!isFirst && (
        <Link to={to(null)} className={link}>
          {say(uiWords.firstPage)}
        </Link>
      )}
      {next !== null && (
        <Link to={to(next)} className={link}>
          {say(uiWords.nextPage)}
        </Link>
      )}
    </nav>
  );
}
