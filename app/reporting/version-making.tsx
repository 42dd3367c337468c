import { Form } from '@remix-run/react';
import { makingSteps } from '../approval/making-steps.ts';
import type { AuthorVersion } from '../approval/read-version.server.ts';
import type { Making } from '../approval/use-making.ts';
import { authorWords, makingWords } from '../approval/words.ts';
import { DeskButton, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { sayRefusedForm, type ToldForm } from './told-form.ts';

/** What the worker does with a version now, step by step; or why it could not be made, and the way to try again. */
export function VersionMaking({
  version,
  making,
  told,
}: {
  version: AuthorVersion;
  making: Making;
  told: ToldForm | null;
}) {
  const say = useWords();
  const refused = sayRefusedForm(told, 'retry', say);
  if (version.state === 'failed')
    return (
      <Notice
        tone="bad"
        title={say(authorWords.fails)}
        live
        action={
          <Form method="post">
            <input type="hidden" name="intent" value="retry" />
            <DeskButton>{say(authorWords.retry)}</DeskButton>
          </Form>
        }
      >
        <p className="break-words">{version.failure}</p>
        {refused && <p>{refused}</p>}
      </Notice>
    );
  if (version.state !== 'uploaded' && version.state !== 'processing') return null;
  const steps = makingSteps[version.sourceKind];
  // Until the worker begins, what is noted is of an earlier try.
  const now = making.state === 'processing' ? steps.indexOf(making.step) : -1;
  const pct = making.state === 'processing' ? making.stepPct : 0;
  const step = say(makingWords[now < 0 ? 'waiting' : making.step] ?? makingWords.waiting!);
  return (
    <DeskPart title={say(authorWords.steps)}>
      <Progress
        doneMs={pct * 1000}
        wholeMs={100_000}
        label={say(authorWords.steps)}
        text={`${pct}% ${step}`}
      />
      <p role="status" className="tabular-nums">
        <b>{pct}%</b> {step}
      </p>
      <ol className="flex flex-wrap gap-x-4 gap-y-1 text-table">
        {steps.map((name, n) => (
          <li
            key={name}
            aria-current={n === now ? 'step' : undefined}
            className={`inline-flex items-center gap-1 ${n < now ? 'text-ok' : n === now ? 'font-bold text-accent' : 'text-ink-2'}`}
          >
            {n < now ? <Icon name="check" /> : <span>{n + 1}.</span>}
            {say(makingWords[name] ?? { zh: name, en: name })}
          </li>
        ))}
      </ol>
    </DeskPart>
  );
}
