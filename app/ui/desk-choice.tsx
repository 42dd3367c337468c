import type { SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';

export type Option = { value: string; label: string };

const box = 'mt-1 min-h-9 w-full rounded-field border-2 bg-card px-2 text-desk';
const edge = (error: string | undefined) => (error ? 'border-bad' : 'border-line');

type Told = { id?: string; name: string; label: string; hint?: string; error?: string | undefined };

/** Label, hint and error of a choice; the field itself stands below. */
function Head({ id, label, hint, error }: Omit<Told, 'name'> & { id: string }) {
  return (
    <>
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
    </>
  );
}

const describe = (id: string, hint: unknown, error: unknown) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

/** One of several, native. */
export function DeskSelect({
  name,
  label,
  hint,
  error,
  id = name,
  options,
  ...rest
}: Told & { options: Option[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id'>) {
  return (
    <div className="min-w-0 grow">
      <Head id={id} label={label} {...(hint ? { hint } : {})} error={error} />
      <select
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describe(id, hint, error)}
        className={`${box} ${edge(error)}`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Several lines of text. */
export function DeskLines({
  name,
  label,
  hint,
  error,
  id = name,
  ...rest
}: Told & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id'>) {
  return (
    <div className="min-w-0 grow">
      <Head id={id} label={label} {...(hint ? { hint } : {})} error={error} />
      <textarea
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describe(id, hint, error)}
        className={`${box} py-1 ${edge(error)}`}
      />
    </div>
  );
}

/** Any of several. */
export function DeskChecks({
  name,
  label,
  id = name,
  options,
}: {
  name: string;
  label: string;
  id?: string;
  options: Option[];
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="font-bold">{label}</legend>
      <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {options.map(({ value, label: said }) => (
          <label key={value} htmlFor={`${id}-${value}`} className="inline-flex min-h-9 items-center gap-2">
            <input
              type="checkbox"
              id={`${id}-${value}`}
              name={name}
              value={value}
              className="h-5 w-5 accent-accent"
            />
            {said}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
