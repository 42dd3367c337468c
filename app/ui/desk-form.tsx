import {
  useState,
  type ButtonHTMLAttributes,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
} from 'react';
import { AroundField, fieldBox, type Labelled } from './around-field.tsx';
import { useWords } from './frame.tsx';
import { sayDay } from './say-day.ts';
import { takePress } from './take-press.ts';

/** A button of the desk, 36 px high. `busy` works on it and takes no second press. */
export function DeskButton({
  busy = false,
  children,
  type = 'submit',
  onClick,
  ...rest
}: {
  busy?: boolean;
  children: ReactNode;
} & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={takePress(busy, type === 'submit', onClick)}
      className="inline-flex min-h-9 items-center justify-center gap-1 rounded-field bg-accent px-3 text-desk font-bold text-white hover:bg-accent-pressed"
    >
      {children}
    </button>
  );
}

type DeskFieldProps = Labelled & { field?: Ref<HTMLInputElement> } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    'name'
  >;

/** A labelled field of the desk: label, hint, error, then the field. The day of a date is said beside it in Chinese order. */
export function DeskField(props: DeskFieldProps) {
  return props.type === 'date' ? <DayField {...props} /> : <PlainField {...props} />;
}

function DayField({ hint, onInput, ...rest }: DeskFieldProps) {
  const say = useWords();
  const [day, setDay] = useState(String(rest.value ?? rest.defaultValue ?? ''));
  return (
    <PlainField
      {...rest}
      hint={[hint, say(sayDay(day))].filter(Boolean).join(' · ')}
      onInput={(event) => {
        setDay(event.currentTarget.value);
        onInput?.(event);
      }}
    />
  );
}

function PlainField({ name, label, hint, error, field, id = name, ...rest }: DeskFieldProps) {
  return (
    <AroundField id={id} label={label} hint={hint} error={error}>
      {(described) => (
        <input
          {...rest}
          ref={field}
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          className={`${fieldBox(error)} min-h-9`}
        />
      )}
    </AroundField>
  );
}

/** A part of a desk page under its own heading, with a word beside it. */
export function DeskPart({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex min-w-0 flex-col gap-2 rounded-button border border-hair bg-card p-3">
      {aside ? (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-bold">{title}</h2>
          {aside}
        </div>
      ) : (
        <h2 className="font-bold">{title}</h2>
      )}
      {children}
    </section>
  );
}

/** Facts side by side: what it is, and its value. */
export function FactList({ facts }: { facts: { name: string; value: ReactNode }[] }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-table">
      {facts.map(({ name, value }) => (
        <div key={name} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-2">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
