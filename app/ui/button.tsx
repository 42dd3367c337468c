import { Link } from '@remix-run/react';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { takePress } from './take-press.ts';

export type ButtonKind = 'main' | 'second' | 'quiet' | 'danger';

const kinds: Record<ButtonKind, string> = {
  main: 'min-h-15 w-full bg-accent text-white hover:bg-accent-pressed active:bg-accent-pressed px-4',
  second:
    'min-h-15 w-full border-2 border-accent bg-card text-accent hover:bg-accent-soft active:bg-accent-soft px-4',
  quiet: 'min-h-12 text-accent underline underline-offset-4 hover:bg-accent-soft active:bg-accent-soft px-2',
  danger: 'min-h-15 w-full border-2 border-bad bg-card text-bad hover:bg-bad-soft active:bg-bad-soft px-4',
};

const shape = 'flex items-center justify-center gap-2 rounded-button py-2 text-center text-body font-bold';
const resting = 'disabled:border-hair disabled:bg-hair disabled:text-ink-2 disabled:cursor-default';

type Look = { kind?: ButtonKind; icon?: IconName; children: ReactNode };

/** A native button. `main` is the one action of a page, 60 px high at least. `busy` works on it and takes no tap. */
export function Button({
  kind = 'main',
  icon,
  busy = false,
  children,
  className = '',
  type = 'button',
  onClick,
  ...rest
}: Look & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      {...rest}
      type={type}
      onClick={takePress(busy, type === 'submit', onClick)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      className={`${shape} ${kinds[kind]} ${resting} ${className}`}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A link that looks like a button. `outside` for tel:, downloads and plain handlers, which the router does not know. */
export function LinkButton({
  kind = 'main',
  icon,
  to,
  outside = false,
  children,
  className = '',
  ...rest
}: Look & { to: string; outside?: boolean } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const look = `${shape} ${kinds[kind]} ${className}`;
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
  return outside ? (
    <a {...rest} href={to} className={look}>
      {inside}
    </a>
  ) : (
    <Link {...rest} to={to} className={look}>
      {inside}
    </Link>
  );
}
