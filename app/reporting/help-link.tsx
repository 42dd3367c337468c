import { Link } from '@remix-run/react';
import type { BoardRow } from '../training/board/arrange-board.ts';
import { boardWords as words, sayBoard } from '../training/board/board-words.ts';
import { holdUpHelp } from '../training/board/hold-up-help.ts';
import { useWords } from '../ui/frame.tsx';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** 帮她解决: the page on which a clerk helps, or the telephone of the institution that holds her account. */
export function HelpLink({ row, classId }: { row: BoardRow; classId: string }) {
  const say = useWords();
  const help = holdUpHelp(row, classId);
  if (help === null) return null;
  if ('call' in help)
    return (
      <a href={`tel:${help.call}`} className={link}>
        {say(sayBoard.call(help.institution, help.call))}
      </a>
    );
  return (
    <Link to={help.to} className={link}>
      {say(words.help)}
      <span className="only-heard">{row.name}</span>
    </Link>
  );
}
