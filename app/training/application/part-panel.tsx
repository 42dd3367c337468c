import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { ClauseNote } from '../plan/clause-note.tsx';
import { sayFault } from '../plan/say-fault.ts';
import type { Words } from '../../platform/words.ts';
import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { sayApplicationFault } from './application-fault-words.ts';
import { applicationWords as words, partWords, sayApplication } from './application-words.ts';
import { partOfPlanFault, type ApplicationPart } from './judge-application.ts';
import type { ApplicationSeen } from './show-application.server.ts';

const link = 'font-bold text-accent underline underline-offset-4';

/** One part of an application: whether it is complete, what it lacks with its clause and the way to mend it, what it says. */
export function PartPanel({
  part,
  classId,
  seen,
  children,
}: {
  part: ApplicationPart;
  classId: string;
  seen: ApplicationSeen;
  children?: ReactNode;
}) {
  const say = useWords();
  const planFaults = seen.planFaults.filter(({ code }) => partOfPlanFault[code] === part);
  const faults = seen.faults.filter((fault) => fault.part === part);
  const count = planFaults.length + faults.length;
  const mayMend = seen.isClerk && seen.isEditable;
  const here = `/desk/classes/${classId}`;
  return (
    <DeskPart
      title={say(partWords[part])}
      aside={
        <StatusTag tone={count === 0 ? 'ok' : 'warn'}>
          {say(count === 0 ? words.complete : sayApplication.lacks(count))}
        </StatusTag>
      }
    >
      {count > 0 && (
        <ul className="flex flex-col gap-1">
          {planFaults.map((fault) => {
            const { say: what, fix } = sayFault(fault);
            const to = fault.code === 'class_full' ? `${here}/roster` : here;
            return (
              <Lack key={fault.code} what={what} fix={fix} to={mayMend ? to : null}>
                <ClauseNote ids={[fault.clause]} />
              </Lack>
            );
          })}
          {faults.map((fault) => {
            const { say: what, fix, to } = sayApplicationFault(fault);
            const target =
              to === null || !mayMend ? null : to.startsWith('#') ? to : to ? `${here}/${to}` : here;
            return (
              <Lack key={fault.code} what={what} fix={fix} to={target}>
                <ClauseNote ids={[fault.clause]} />
              </Lack>
            );
          })}
        </ul>
      )}
      {children}
    </DeskPart>
  );
}

function Lack({
  what,
  fix,
  to,
  children,
}: {
  what: Words;
  fix: Words;
  to: string | null;
  children: ReactNode;
}) {
  const say = useWords();
  return (
    <li>
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="flex items-center gap-1 font-bold text-warn">
          <Icon name="warn" />
          {say(what)}
        </span>
        {to === null ? (
          <span className="text-ink-2">{say(fix)}</span>
        ) : to.startsWith('#') ? (
          <a href={to} className={`inline-flex min-h-6 items-center ${link}`}>
            {say(fix)}
          </a>
        ) : (
          <Link to={to} className={`inline-flex min-h-6 items-center ${link}`}>
            {say(fix)}
          </Link>
        )}
      </span>
      {children}
    </li>
  );
}
