import { Link } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag, type Tone } from '../../ui/notice.tsx';
import { chinaDay, chinaTime } from '../../training/class-day.ts';
import type { FormTold } from '../../training/application/application-told.ts';
import type { ClassTests, TestRow } from './read-class-tests.server.ts';
import { TestGrants } from './test-grants.tsx';
import { sayTestDesk, testDeskWords as words } from './test-desk-words.ts';

type State = 'passed' | 'failed' | 'running' | 'notTaken' | 'lessonsLeft' | 'judging';
const tones: Record<State, Tone> = {
  ...{ passed: 'ok', failed: 'warn', running: 'info' },
  ...{ notTaken: 'plain', lessonsLeft: 'plain', judging: 'info' },
};

function stateOf({ tries, hasLessonsLeft }: TestRow): State {
  const last = tries.at(-1);
  if (!last) return hasLessonsLeft ? 'lessonsLeft' : 'notTaken';
  if (tries.some(({ isPassed }) => isPassed)) return 'passed';
  if (last.endedMs === null) return last.endReason === 'expired' ? 'judging' : 'running';
  return 'failed';
}

/** Who took the final test of a class, when, with what result; the further tries, and the way to give one. */
export function TestDesk({
  classId,
  tests,
  told,
  isStored,
}: {
  classId: string;
  tests: ClassTests;
  told: FormTold;
  isStored: boolean;
}) {
  const say = useWords();
  const { rows, plan, bank } = tests;
  const refusal = told && told.field !== 'reason' ? refusalWords[told.refused] : null;
  const passed = rows.filter((row) => stateOf(row) === 'passed').length;
  return (
    <>
      {refusal && (
        <Notice tone="warn" title={say(refusal.say)} live>
          {say(refusal.fix)}
        </Notice>
      )}
      {!told && isStored && <Notice tone="ok" title={say(words.saved)} live />}
      {bank < plan.questions && (
        <Notice tone="warn" title={say(sayTestDesk.bankShort(bank, plan.questions))} />
      )}
      <TestGrants tests={tests} told={told} />
      <DeskPart
        title={say(words.results)}
        aside={
          <span className="text-table text-ink-2">
            {say(sayTestDesk.counts(passed, rows.length))} · {say(sayTestDesk.bank(bank))}
          </span>
        }
      >
        <p className="text-table text-ink-2">
          {say(words.fixed)}{' '}
          {say(
            sayTestDesk.plan(
              ...([plan.questions, Math.round(plan.limitS / 60), plan.passPct] as const),
              ...([plan.tries, Math.round(plan.waitS / 3600)] as const),
            ),
          )}
        </p>
        {rows.length === 0 ? (
          <p className="text-ink-2">{say(words.noLearners)}</p>
        ) : (
          <Results classId={classId} rows={rows} />
        )}
      </DeskPart>
    </>
  );
}

function Results({ classId, rows }: { classId: string; rows: TestRow[] }) {
  const say = useWords();
  const columns: Column<TestRow>[] = [
    {
      head: say(words.name),
      cell: ({ name, enrolmentId }) => (
        <Link
          to={`/desk/classes/${classId}/learners/${enrolmentId}`}
          className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
        >
          {name}
        </Link>
      ),
    },
    { head: say(words.phone), cell: ({ maskedPhone }) => maskedPhone },
    {
      head: say(words.state),
      cell: (row) => {
        const state = stateOf(row);
        return <StatusTag tone={tones[state]}>{say(words[state])}</StatusTag>;
      },
    },
    {
      head: say(words.score),
      cell: ({ tries }) =>
        tries
          .flatMap(({ right, questions }) =>
            right === null ? [] : [say(sayTestDesk.score(right, questions))],
          )
          .join(' · ') || '—',
    },
    {
      head: say(words.tries),
      cell: ({ tries, triesMax }) => say(sayTestDesk.tries(tries.length, triesMax)),
    },
    {
      head: say(words.when),
      cell: ({ tries }) => {
        const last = tries.at(-1);
        const ms = last?.endedMs ?? last?.openedMs;
        return ms === undefined ? '—' : `${chinaDay(ms)} ${chinaTime(ms)}`;
      },
    },
    { head: say(words.notes), cell: (row) => <Notes row={row} /> },
  ];
  return (
    <DataTable caption={say(words.results)} columns={columns} rows={rows} keyOf={(row) => row.enrolmentId} />
  );
}

/** What the bureau has to look at in the last try. */
function Notes({ row: { tries } }: { row: TestRow }) {
  const say = useWords();
  const last = tries.at(-1);
  if (!last || last.endedMs === null) return '—';
  const notes = [
    ...(last.endReason === 'expired' ? [words.expired] : []),
    ...(last.isWitnessed ? [words.witnessed] : []),
    ...(last.photographs === 0 ? [words.noPhotograph] : []),
  ];
  return notes.map(say).join(' · ') || '—';
}
