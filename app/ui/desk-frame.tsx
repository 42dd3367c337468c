import { Form, Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';

/** `whole`: only this very page is it, not the pages under it. */
export type DeskLink = { to: string; label: string; whole?: boolean };

const item =
  'flex min-h-9 items-center rounded-field px-3 text-desk hover:bg-accent-soft focus-visible:bg-accent-soft';

/** The desk: navigation at the left (above on a narrow screen), who is here, content up to 1120. */
export function DeskFrame({
  name,
  who,
  links,
  help,
  signOut,
  title,
  children,
}: {
  name: string;
  who: string;
  links: DeskLink[];
  help: string;
  signOut: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="desk-frame flex min-h-screen flex-col text-desk desk:flex-row">
      <nav
        aria-label={name}
        className="flex shrink-0 flex-wrap items-center gap-2 border-b border-hair bg-card p-4 desk:sticky desk:top-0 desk:h-screen desk:w-52 desk:flex-col desk:flex-nowrap desk:items-stretch desk:gap-1 desk:overflow-y-auto desk:border-r desk:border-b-0"
      >
        <span className="desk:mb-4">
          <Brand name={name} small />
        </span>
        {links.map(({ to, label, whole = false }) => (
          <NavLink
            key={to}
            to={to}
            end={whole}
            className={({ isActive }) =>
              `${item} ${isActive ? 'bg-accent-soft font-bold text-accent' : 'text-ink'}`
            }
          >
            {label}
          </NavLink>
        ))}
        <span className="ml-auto flex flex-wrap items-center gap-2 desk:mt-auto desk:ml-0 desk:flex-col desk:items-stretch">
          <span className="px-3 text-ink-2">{who}</span>
          <Link to="/help" className={item}>
            {help}
          </Link>
          <Form method="post" action="/sign-out">
            <button type="submit" className={`${item} w-full`}>
              {signOut}
            </button>
          </Form>
        </span>
      </nav>
      <main id="main" className="flex min-w-0 grow flex-col gap-4 p-4 desk:max-w-280 desk:p-6">
        <h1 className="text-desk-title font-bold">{title}</h1>
        {children}
      </main>
    </div>
  );
}
