import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';

type Labelled = { name: string; label: string; hint?: string | undefined; error?: string | undefined };

const box = (error: string | undefined) =>
  `mt-1 w-full rounded-field border-2 bg-card px-2 text-desk ${error ? 'border-bad' : 'border-line'}`;

/** Label, hint and error above a field of the desk; `describe` names them for it. */
function Around({
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

/** A field for more than one line. */
export function DeskText({
  name,
  label,
  hint,
  error,
  ...rest
}: Labelled & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>) {
  return (
    <Around id={name} label={label} hint={hint} error={error}>
      {(described) => (
        <textarea
          {...rest}
          id={name}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={`${box(error)} py-1`}
        />
      )}
    </Around>
  );
}

/** One of a list. */
export function DeskSelect({
  name,
  id = name,
  label,
  hint,
  error,
  options,
  ...rest
}: Labelled & { id?: string; options: { value: string; label: string }[] } & Omit<
    SelectHTMLAttributes<HTMLSelectElement>,
    'name' | 'id'
  >) {
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      {(described) => (
        <select
          {...rest}
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={`${box(error)} min-h-9`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Around>
  );
}

/** A small file, sent with its form. */
export function DeskFile({
  name,
  label,
  hint,
  error,
  ...rest
}: Labelled & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'type'>) {
  return (
    <Around id={name} label={label} hint={hint} error={error}>
      {(described) => (
        <input
          {...rest}
          type="file"
          id={name}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={`${box(error)} min-h-9 py-1`}
        />
      )}
    </Around>
  );
}
