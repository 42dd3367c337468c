import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { AroundField, fieldBox, type Labelled } from './around-field.tsx';

/** A field for more than one line. */
export function DeskText({
  name,
  label,
  hint,
  error,
  ...rest
}: Labelled & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>) {
  return (
    <AroundField id={name} label={label} hint={hint} error={error}>
      {(described) => (
        <textarea
          {...rest}
          id={name}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={`${fieldBox(error)} py-1`}
        />
      )}
    </AroundField>
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
    <AroundField id={id} label={label} hint={hint} error={error}>
      {(described) => (
        <select
          {...rest}
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={`${fieldBox(error)} min-h-9`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </AroundField>
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
    <AroundField id={name} label={label} hint={hint} error={error}>
      {(described) => (
        <input
          {...rest}
          type="file"
          id={name}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={`${fieldBox(error)} min-h-9 py-1`}
        />
      )}
    </AroundField>
  );
}
