import type { ButtonHTMLAttributes, ReactNode } from 'react';

/** A quiet button in a row of the desk, 36 px high; what it does is heard with the name of its row. */
export function RowButton({
  children,
  resting = false,
  ...rest
}: {
  children: ReactNode;
  /** Nothing to do now; it keeps its place and the focus. */
  resting?: boolean;
} & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      {...rest}
      type="submit"
      aria-disabled={resting || undefined}
      onClick={resting ? (event) => event.preventDefault() : undefined}
      className={`inline-flex min-h-9 min-w-9 items-center justify-center rounded-field border px-2 text-table ${
        resting ? 'border-hair text-ink-3' : 'border-line text-ink hover:bg-accent-soft'
      }`}
    >
      {children}
    </button>
  );
}
