import { useWords } from '../../ui/frame.tsx';
import { findClause, type Clause } from './clauses.ts';
import { planWords } from './plan-words.ts';

/** 看依据: the clauses with these ids word for word, each once, with its document; nothing where none is known. */
export function ClauseNote({ ids }: { ids: (string | null | undefined)[] }) {
  const say = useWords();
  const clauses = [...new Set(ids)]
    .map((id) => findClause(id ?? null))
    .filter((clause): clause is Clause => clause !== null);
  if (clauses.length === 0) return null;
  return (
    <details className="text-table text-ink-2">
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent underline underline-offset-4">
        {say(planWords.basis)}
      </summary>
      {clauses.map(({ quote, document }) => (
        <p key={quote} lang="zh-CN">
          “{quote}” —— {document}
        </p>
      ))}
    </details>
  );
}
