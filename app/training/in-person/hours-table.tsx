import { Link } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { inPersonWords as words, kindWords, sayInPerson, withheldWords } from './in-person-words.ts';
import { withheldReasons, type InPersonHours, type WithheldHours } from './sum-hours.ts';

type Row = InPersonHours & { enrolmentId: string; name: string };
const percent = (value: number | null) => (value === null ? '—' : `${value}%`);

/** The computed hours of everybody, with what does not count and what repairs it. */
export function HoursTable({ classId, learners }: { classId: string; learners: Row[] }) {
  const say = useWords();
  if (learners.length === 0) return <p className="text-ink-2">{say(words.noLearners)}</p>;
  const columns: Column<Row>[] = [
    {
      head: say(words.name),
      cell: ({ enrolmentId, name }) => (
        <Link
          to={`/desk/classes/${classId}/learners/${enrolmentId}`}
          className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
        >
          {name}
        </Link>
      ),
    },
    { head: say(words.theory), numeric: true, cell: ({ theoryHours }) => theoryHours },
    { head: say(words.practice), numeric: true, cell: ({ practiceHours }) => practiceHours },
    { head: say(words.rate), numeric: true, cell: ({ attendancePct }) => percent(attendancePct) },
    { head: say(words.notCounted), cell: ({ withheld }) => <Withheld withheld={withheld} /> },
  ];
  return (
    <DataTable
      caption={say(words.learners)}
      columns={columns}
      rows={learners}
      keyOf={({ enrolmentId }) => enrolmentId}
    />
  );
}

/** Hours that do not count, by reason, each with its repair. */
function Withheld({ withheld }: { withheld: WithheldHours[] }) {
  const say = useWords();
  const told = withheldReasons
    .map((reason) => ({
      reason,
      hours: withheld.filter((one) => one.reason === reason).reduce((sum, { hours }) => sum + hours, 0),
    }))
    .filter(({ hours }) => hours > 0);
  if (told.length === 0) return <>{say(words.nothing)}</>;
  return (
    <span className="flex flex-col">
      {told.map(({ reason, hours }) => (
        <span key={reason}>
          <b>{say(sayInPerson.withheld(hours, withheldWords[reason].say))}</b>{' '}
          {say(withheldWords[reason].fix)}
        </span>
      ))}
    </span>
  );
}

/** One learner's hours in person on her own page, session by session where they do not count. */
export function LearnerHours({ classId, hours }: { classId: string; hours: InPersonHours }) {
  const say = useWords();
  const columns: Column<WithheldHours>[] = [
    {
      head: say(words.day),
      cell: ({ sessionId, day }) => (
        <Link
          to={`/desk/classes/${classId}/sessions/${sessionId}`}
          className="inline-flex min-h-9 items-center text-accent underline underline-offset-4"
        >
          {day}
        </Link>
      ),
    },
    { head: say(words.kind), cell: ({ kind }) => say(kindWords[kind]) },
    { head: say(words.hours), numeric: true, cell: ({ hours: withheld }) => withheld },
    {
      head: say(words.notCounted),
      cell: ({ reason }) => `${say(withheldWords[reason].say)}。${say(withheldWords[reason].fix)}`,
    },
  ];
  return (
    <>
      <FactList
        facts={[
          { name: say(words.theory), value: hours.theoryHours },
          { name: say(words.practice), value: hours.practiceHours },
          { name: say(words.rate), value: percent(hours.attendancePct) },
        ]}
      />
      {hours.withheld.length > 0 && (
        <DataTable
          caption={say(words.notCounted)}
          columns={columns}
          rows={hours.withheld}
          keyOf={({ sessionId, reason }) => `${sessionId} ${reason}`}
        />
      )}
    </>
  );
}
