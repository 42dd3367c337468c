import { useState, type InputHTMLAttributes } from 'react';
import { useFrame, useWords } from './frame.tsx';
import { Icon } from './icon.tsx';
import { uiWords } from './words.ts';

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  error?: string;
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>;

const box =
  'min-h-15 w-full rounded-field border-2 bg-card px-3 text-body text-ink placeholder:text-ink-3 disabled:bg-hair disabled:text-ink-2';

/** A labelled field: the label above it, the hint below the label, the error between hint and field. */
export function Field({ name, label, hint, error, className = '', ...rest }: FieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div>
      <label htmlFor={name} className="block font-bold">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="text-note text-ink-2">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="flex items-start gap-1 font-bold text-bad">
          <Icon name="bad" className="mt-1" />
          {error}
        </p>
      )}
      <input
        {...rest}
        id={name}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className={`mt-1 ${box} ${error ? 'border-bad' : 'border-line'} ${className}`}
      />
    </div>
  );
}

/** A password that can be looked at: nobody types well what cannot be seen. */
export function PasswordField(props: Omit<FieldProps, 'type'>) {
  const say = useWords();
  const { size } = useFrame();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field
        {...props}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={size === 'xlarge' ? 'pr-16' : 'pr-14'}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={say(shown ? uiWords.hidePassword : uiWords.showPassword)}
        onClick={() => setShown(!shown)}
        className="absolute right-1.5 bottom-1.5 flex h-12 w-12 items-center justify-center rounded-field text-ink-2 hover:bg-accent-soft"
      >
        <Icon name={shown ? 'eyeOff' : 'eye'} />
      </button>
    </div>
  );
}
