import { Form, Link } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { LimitMeter } from '../../ui/limit-meter.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { FormTold } from '../application/application-told.ts';
import type { OwnClass } from '../own-class.server.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { sessionKinds } from './count-hours.ts';
import { HoursTable } from './hours-table.tsx';
import { inPersonWords as words, kindWords, sayInPerson, statusWords } from './in-person-words.ts';
import { sayMinute } from './judge-session.ts';
import { SessionFields, useFieldError } from './session-fields.tsx';
import type { SessionListed, SessionsSeen } from './show-sessions.server.ts';

export const statusTones = {
  planned: 'plain',
  due: 'warn',
  waiting: 'warn',
  held: 'ok',
  cancelled: 'plain',
} as const;
const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';
const tenths = (value: number) => `${(value - (value % 10)) / 10}.${value % 10}`;

/** The hours in person of a class: timetable against its plan, who was there, what the subsidy hangs on. */
export function SessionsPage({
  own,
  seen,
  told,
  isStored,
}: {
  own: Pick<OwnClass, 'id' | 'startsOn' | 'endsOn'>;
  seen: SessionsSeen;
  told: FormTold;
  isStored: boolean;
}) {
  const say = useWords();
  const errorOf = useFieldError(told);
  const { presentTenths, inspectedTenths, unshown, keptUntil, planned, most } = seen;
  const mean = (value: number | null) => (value === null ? say(words.nothing) : tenths(value));
  return (
    <>
      {told && !told.field && (
        <Notice tone="warn" title={say(refusalWords[told.refused].say)} live>
          {say(refusalWords[told.refused].fix)}
        </Notice>
      )}
      {isStored && !told && <Notice tone="ok" title={say(words.stored)} live />}
      <SubsidyPart seen={seen} errorOf={errorOf} />
      <DeskPart
        title={say(words.timetable)}
        aside={
          seen.mayTake && (
            <Link to={`/desk/classes/${own.id}/sessions/import`} className={link}>
              {say(words.bringFile)}
            </Link>
          )
        }
      >
        <div className="grid gap-3 desk:grid-cols-2">
          {sessionKinds.map((kind) => (
            <LimitMeter
              key={kind}
              label={say(kindWords[kind])}
              value={planned[kind]}
              limit={most[kind]}
              whole={Math.max(planned[kind], most[kind])}
              isWithin={planned[kind] <= most[kind]}
              say={say(sayInPerson.planned(planned[kind], most[kind], kindWords[kind]))}
            />
          ))}
        </div>
        <FactList
          facts={[
            { name: say(words.headcount), value: mean(presentTenths) },
            { name: say(words.inspected), value: mean(inspectedTenths) },
            { name: say(words.unshown), value: say(sayInPerson.unshown(unshown)) },
            { name: say(words.keptUntil), value: keptUntil },
          ]}
        />
        <ClauseNote ids={['P024', 'P051', 'P052', 'P053', 'P054']} />
        {seen.sessions.length === 0 ? (
          <Empty icon="clock" say={say(words.none)}>
            {seen.mayPlan && say(words.noneHint)}
          </Empty>
        ) : (
          <Timetable classId={own.id} sessions={seen.sessions} learners={seen.learners.length} />
        )}
      </DeskPart>
      {seen.mayPlan && <PlanForm own={own} seen={seen} errorOf={errorOf} />}
      <DeskPart title={say(words.learners)}>
        <HoursTable classId={own.id} learners={seen.learners} />
      </DeskPart>
    </>
  );
}

function Timetable({
  classId,
  sessions,
  learners,
}: {
  classId: string;
  sessions: SessionListed[];
  learners: number;
}) {
  const say = useWords();
  const columns: Column<SessionListed>[] = [
    {
      head: say(words.day),
      cell: ({ id, day, fromMinute, toMinute }) => (
        <Link to={`/desk/classes/${classId}/sessions/${id}`} className={`${link} tabular-nums`}>
          {day} {sayMinute(fromMinute)}–{sayMinute(toMinute)}
        </Link>
      ),
    },
    {
      head: say(words.kind),
      cell: ({ kind, isMakeUp }) => `${say(kindWords[kind])}${isMakeUp ? ` · ${say(words.makeUp)}` : ''}`,
    },
    { head: say(words.hours), numeric: true, cell: ({ hours }) => hours },
    {
      head: say(words.state),
      cell: ({ status }) => <StatusTag tone={statusTones[status]}>{say(statusWords[status])}</StatusTag>,
    },
    {
      head: say(words.present),
      numeric: true,
      cell: ({ present, isMakeUp }) =>
        present === null ? '—' : isMakeUp ? present : say(sayInPerson.people(present, learners)),
    },
    {
      head: say(words.recorded),
      numeric: true,
      cell: ({ recordedHours, hours }) =>
        recordedHours === null ? (
          '—'
        ) : recordedHours < hours ? (
          <StatusTag tone="warn">
            {recordedHours} / {hours}
          </StatusTag>
        ) : (
          `${recordedHours} / ${hours}`
        ),
    },
    { head: say(words.room), cell: ({ room }) => room },
    { head: say(words.teacher), cell: ({ teacher }) => teacher },
  ];
  return (
    <DataTable caption={say(words.timetable)} columns={columns} rows={sessions} keyOf={({ id }) => id} />
  );
}

function PlanForm({
  own,
  seen,
  errorOf,
}: {
  own: Pick<OwnClass, 'startsOn' | 'endsOn'>;
  seen: SessionsSeen;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const isSending = useSending();
  const first = seen.today > own.startsOn ? seen.today : own.startsOn;
  return (
    <DeskPart title={say(words.plan)}>
      {seen.teachers.length === 0 ? (
        <p className="text-ink-2">{say(words.noTeachers)}</p>
      ) : (
        <Form method="post" preventScrollReset className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="plan" />
          <input type="hidden" name="id" value={seen.newId} />
          <SessionFields
            id="plan"
            stored={null}
            teachers={seen.teachers}
            {...{ first, last: own.endsOn, errorOf }}
          />
          <span>
            <DeskButton busy={isSending({ intent: 'plan' })}>{say(words.add)}</DeskButton>
          </span>
        </Form>
      )}
    </DeskPart>
  );
}

/** What was said about the subsidy, and the bureau's form to give it back (P053). */
function SubsidyPart({ seen, errorOf }: { seen: SessionsSeen; errorOf(field: string): string | undefined }) {
  const say = useWords();
  const isSending = useSending();
  const [last] = seen.subsidy;
  if (!last) return null;
  return (
    <DeskPart title={say(words.subsidy)}>
      <ul className="text-table">
        {seen.subsidy.map(({ kind, at, by, reason, clause }) => (
          <li key={`${kind} ${at}`} className="flex flex-wrap gap-x-3">
            <span className="tabular-nums">{at}</span>
            <b>{say(kind === 'cancelled' ? words.cancelled : words.lifted)}</b>
            <span>{kind === 'cancelled' ? `${say(words.cancelledWhy)} (${clause})` : `${by}:${reason}`}</span>
          </li>
        ))}
      </ul>
      {seen.mayLift ? (
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="lift" />
          <DeskField
            name="reason"
            label={say(words.reason)}
            error={errorOf('reason')}
            maxLength={200}
            autoComplete="off"
            required
          />
          <DeskButton busy={isSending({ intent: 'lift' })}>{say(words.lift)}</DeskButton>
        </Form>
      ) : (
        last.kind === 'cancelled' && <p className="text-ink-2">{say(words.askBureau)}</p>
      )}
    </DeskPart>
  );
}
