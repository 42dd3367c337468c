import { Form, Link } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { DeskChecks } from '../../ui/desk-checks.tsx';
import { DeskButton, DeskField, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { FormTold } from '../application/application-told.ts';
import type { OwnClass } from '../own-class.server.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { AttendancePart } from './attendance-part.tsx';
import { inPersonWords as words, kindWords, sayInPerson, statusWords } from './in-person-words.ts';
import { sayMinute } from './judge-session.ts';
import { RecordingsPart } from './recordings-part.tsx';
import { SessionFields, useFieldError } from './session-fields.tsx';
import { SessionHistory } from './session-history.tsx';
import type { SessionSeen } from './show-session.server.ts';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** One session: who was there, what was recorded, who makes it up, and every change of it. */
export function SessionPage({
  own,
  session,
  told,
  last,
  isStored,
}: {
  own: Pick<OwnClass, 'id' | 'startsOn' | 'endsOn'>;
  session: SessionSeen;
  told: FormTold;
  /** Which form was refused. */
  last: string | null;
  isStored: boolean;
}) {
  const say = useWords();
  const fieldError = useFieldError(told);
  const errorOf = (form: string) => (field: string) => (last === form ? fieldError(field) : undefined);
  const { day, fromMinute, toMinute, kind, hours, original } = session;
  return (
    <>
      {told && !told.field && (
        <Notice tone="warn" title={say(refusalWords[told.refused].say)} live>
          {say(refusalWords[told.refused].fix)}
        </Notice>
      )}
      {isStored && !told && <Notice tone="ok" title={say(words.stored)} live />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-title font-bold tabular-nums">
          {day} {sayMinute(fromMinute)}–{sayMinute(toMinute)}
        </h2>
        <Link to={`/desk/classes/${own.id}/sessions`} className={link}>
          {say(words.back)}
        </Link>
      </div>
      <FactList
        facts={[
          { name: say(words.kind), value: say(kindWords[kind]) },
          { name: say(words.hours), value: hours },
          { name: say(words.room), value: session.room },
          { name: say(words.teacher), value: session.teacher },
          ...(original
            ? [
                {
                  name: say(words.makeUpFor),
                  value: (
                    <Link
                      to={`/desk/classes/${own.id}/sessions/${original.id}`}
                      className="text-accent underline"
                    >
                      {original.day}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
      {session.state === 'cancelled' ? (
        <Notice tone="info" title={say(statusWords.cancelled)}>
          {session.reason}
        </Notice>
      ) : (
        <>
          <AttendancePart session={session} errorOf={errorOf('attend')} />
          <RecordingsPart session={session} errorOf={errorOf('record')} />
        </>
      )}
      {session.mayMakeUp && <MakeUpPart own={own} session={session} errorOf={errorOf('make-up')} />}
      {session.mayChange && (
        <DeskPart title={say(words.change)}>
          <Form method="post" preventScrollReset key={session.revision} className="flex flex-col gap-3">
            <input type="hidden" name="intent" value="change" />
            <input type="hidden" name="revision" value={session.revision} />
            <SessionFields
              id="change"
              stored={session}
              teachers={session.teachers}
              first={own.startsOn}
              last={own.endsOn}
              hasKind={original === null}
              errorOf={errorOf('change')}
            />
            <ReasonField id="change-reason" error={errorOf('change')('reason')} />
            <Send intent="change">{say(words.saveChange)}</Send>
          </Form>
        </DeskPart>
      )}
      {session.mayCancel && (
        <DeskPart title={say(words.cancelSession)}>
          <Form method="post" preventScrollReset className="flex flex-col gap-3">
            <input type="hidden" name="intent" value="cancel" />
            <input type="hidden" name="revision" value={session.revision} />
            <ReasonField id="cancel-reason" error={errorOf('cancel')('reason')} />
            <Send intent="cancel">{say(words.cancel)}</Send>
          </Form>
        </DeskPart>
      )}
      <SessionHistory session={session} />
    </>
  );
}

function ReasonField({ id, error }: { id: string; error: string | undefined }) {
  const say = useWords();
  return (
    <DeskField
      name="reason"
      id={id}
      label={say(words.reason)}
      error={error}
      maxLength={200}
      autoComplete="off"
      required
    />
  );
}

function Send({ intent, children }: { intent: string; children: string }) {
  const isSending = useSending();
  return (
    <span>
      <DeskButton busy={isSending({ intent })}>{children}</DeskButton>
    </span>
  );
}

/** A make-up lesson for those who missed this session (P055). */
function MakeUpPart({
  own,
  session,
  errorOf,
}: {
  own: Pick<OwnClass, 'endsOn'>;
  session: SessionSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const { missed, teachers, kind, hours, room, teacherId, newId, today } = session;
  return (
    <DeskPart
      title={say(words.planMakeUp)}
      aside={<span className="text-ink-2">{say(sayInPerson.hours(hours))}</span>}
    >
      <p className="text-ink-2">{say(words.makeUpHint)}</p>
      <ClauseNote ids={['P055']} />
      <Form method="post" preventScrollReset className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="make-up" />
        <input type="hidden" name="id" value={newId} />
        <DeskChecks
          name="learners"
          label={say(words.makeUpWho)}
          options={missed.map(({ enrolmentId, name }) => ({ value: enrolmentId, label: name }))}
        />
        {errorOf('learners') && (
          <p role="alert" className="font-bold text-bad">
            {errorOf('learners')}
          </p>
        )}
        <SessionFields
          id="make-up"
          stored={{ kind, hours, room, teacherId }}
          teachers={teachers}
          first={today}
          last={own.endsOn}
          hasKind={false}
          errorOf={errorOf}
        />
        <DeskField
          name="reason"
          id="make-up-reason"
          label={say(words.makeUpReason)}
          error={errorOf('reason')}
          maxLength={200}
          autoComplete="off"
          required
        />
        <Send intent="make-up">{say(words.planMakeUp)}</Send>
      </Form>
    </DeskPart>
  );
}
