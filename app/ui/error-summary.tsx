import { useEffect, useRef } from 'react';
import { useWords } from './frame.tsx';
import { Icon } from './icon.tsx';
import { uiWords } from './words.ts';

export type FieldError = { field: string | null; say: string; fix?: string };

/**
 * All that was wrong with a form, above it; each line leads to its field. It takes the focus once for every answer
 * (`told`), so that whoever goes on typing meanwhile is not carried away from a field.
 */
export function ErrorSummary({ errors, told }: { errors: FieldError[]; told: unknown }) {
  const say = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [told]);
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
