import { useEffect, useRef } from 'react';
import { useWords } from './frame.tsx';
import { Icon } from './icon.tsx';
import { uiWords } from './words.ts';

export type FieldError = { field: string | null; say: string; fix?: string };

/** All that was wrong with a form, above it, focused when it appears; each line leads to its field. */
export function ErrorSummary({ errors }: { errors: FieldError[] }) {
  const say = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-button border-2 border-bad bg-bad-soft p-3"
      aria-label={say(uiWords.fixThese)}
    >
      <ul className="flex flex-col gap-2">
        {errors.map((error) => (
          <li key={error.say} className="flex gap-2">
            <Icon name="bad" className="mt-1 text-bad" />
            <span>
              {error.field === null ? (
                <span className="font-bold text-bad">{error.say}</span>
              ) : (
                <a href={`#${error.field}`} className="font-bold text-bad underline underline-offset-4">
                  {error.say}
                </a>
              )}
              {error.fix && <span className="block text-ink">{error.fix}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
