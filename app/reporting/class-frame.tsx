import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { inPersonWords } from '../training/in-person/in-person-words.ts';
import type { OwnClass } from '../training/own-class.server.ts';
import { ClauseNote } from '../training/plan/clause-note.tsx';
import { classStateWords, classWords } from '../training/words.ts';
import { useWords } from '../ui/frame.tsx';
import { Notice, StatusTag } from '../ui/notice.tsx';
import { DeskPage } from './desk-page.tsx';
import type { DeskSeen } from './read-desk.server.ts';

export const classTones = {
  draft: 'plain',
  applied: 'info',
  returned: 'warn',
  rejected: 'bad',
  approved: 'ok',
  closed: 'plain',
} as const;

/** A page of one class: where it stands, and the ways to its other pages that this role may open. */
export function ClassFrame({
  desk,
  own,
  children,
}: {
  desk: DeskSeen;
  own: Pick<
    OwnClass,
    'id' | 'title' | 'state' | 'startsOn' | 'endsOn' | 'institution' | 'isSubsidyCancelled'
  >;
  children: ReactNode;
}) {
  const say = useWords();
  const { pathname } = useLocation();
  // A session and its device file are pages below the timetable, a learner's own below the board.
  const root = `/desk/classes/${own.id}`;
  const page = pathname.slice(root.length).split('/')[1] ?? '';
  const here = page === '' ? root : `${root}/${page === 'learners' ? 'board' : page}`;
  const tabs = [
    {
      to: `/desk/classes/${own.id}`,
      label: say(classWords.plan),
      for: ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'],
    },
    { to: `/desk/classes/${own.id}/roster`, label: say(classWords.roster), for: ['clerk', 'head'] },
    { to: `/desk/classes/${own.id}/questionnaire`, label: say(classWords.questionnaire), for: ['clerk'] },
    {
      to: `/desk/classes/${own.id}/application`,
      label: say(classWords.application),
      for: ['clerk', 'head', 'bureau', 'inspector', 'auditor'],
    },
    { to: `/desk/classes/${own.id}/sheet`, label: say(classWords.sheet), for: ['clerk'] },
    {
      to: `/desk/classes/${own.id}/sessions`,
      label: say(inPersonWords.title),
      for: ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'],
    },
    {
      to: `/desk/classes/${own.id}/board`,
      label: say(classWords.board),
      for: ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'],
    },
    {
      to: `/desk/classes/${own.id}/tests`,
      label: say(classWords.tests),
      for: ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'],
    },
    {
      to: `/desk/classes/${own.id}/ending`,
      label: say(classWords.ending),
      for: ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'],
    },
    {
      to: `/desk/classes/${own.id}/proofs`,
      label: say(classWords.proofs),
      for: ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'],
    },
  ].filter((tab) => tab.for.includes(desk.role));
  return (
    <DeskPage desk={desk} title={own.title}>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2">
        <StatusTag tone={classTones[own.state]}>{say(classStateWords[own.state])}</StatusTag>
        <span>{own.institution}</span>
        <span className="tabular-nums">
          {own.startsOn} – {own.endsOn}
        </span>
      </p>
      <nav aria-label={own.title} className="flex flex-wrap gap-1 border-b border-hair">
        {tabs.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            aria-current={to === here ? 'page' : undefined}
            className={`inline-flex min-h-9 items-center px-3 ${to === here ? 'border-b-2 border-accent font-bold text-accent' : 'text-ink-2'}`}
          >
            {label}
          </Link>
        ))}
      </nav>
      {own.isSubsidyCancelled && (
        <Notice tone="bad" title={say(inPersonWords.cancelled)}>
          <p>{say(inPersonWords.cancelledWhy)}</p>
          <ClauseNote ids={['P053']} />
        </Notice>
      )}
      {children}
    </DeskPage>
  );
}
