import { useWords } from '../../ui/frame.tsx';
import type { Clause } from './clauses.ts';
import { planWords } from './plan-words.ts';

/** 看依据: the clause word for word, with its document. */
export function ClauseNote({ clause }: { clause: Clause }) {
  const say = useWords();
  return (
    <details className="text-table text-ink-2">
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent underline underline-offset-4">
        {say(planWords.basis)}
      </summary>
      <p lang="zh-CN">
        “{clause.quote}” —— {clause.document}
      </p>
    </details>
  );
}
