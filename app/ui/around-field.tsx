import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type Labelled = { name: string; label: string; hint?: string | undefined; error?: string | undefined };

/** The edge of a field. */
export const fieldBox = (error: string | undefined) =>
  `mt-1 w-full rounded-field border-2 bg-card px-2 text-desk ${error ? 'border-bad' : 'border-line'}`;

/** Label, hint and error above a field of the desk; `describe` names them for it. */
export function AroundField({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children(described: string | undefined): ReactNode;
}) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="min-w-0 grow">
      <label htmlFor={id} className="font-bold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-table text-ink-2">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1 font-bold text-bad">
          <Icon name="bad" className="mt-1" />
          {error}
        </p>
      )}
      {children(described || undefined)}
    </div>
  );
}
