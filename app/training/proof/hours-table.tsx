import { Form, Link } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { ClauseNote } from '../plan/clause-note.tsx';
import type { GapReason } from './judge-recognised-hours.ts';
import { faultWords, proofWords as words, sayGap, sayProof } from './proof-words.ts';
import type { ProofsSeen } from './show-proofs.server.ts';

type Row = ProofsSeen['rows'][number];
const link = 'inline-flex min-h-9 items-center text-accent underline underline-offset-4';

/** Where the desk mends a gap: her own page for study, the timetable for hours in person. */
function repairOf(reason: GapReason, classId: string, { enrolmentId }: Row) {
  const isOnline = ['photograph', 'face', 'study'].includes(reason);
  if (isOnline) return { to: `/desk/classes/${classId}/learners/${enrolmentId}`, label: words.toLearner };
  if (reason === 'bureau') return null;
  return { to: `/desk/classes/${classId}/sessions`, label: words.toSessions };
}

/** Recognised hours of everybody by kind, what is missing and what mends it, and the proof. */
export function HoursTable({ classId, seen }: { classId: string; seen: ProofsSeen }) {
  const say = useWords();
  const { plan, mayIssue, mayPrint } = seen;
  const columns: Column<Row>[] = [
    {
      head: say(words.learner),
      cell: ({ name, enrolmentId }) => (
        <Link to={`/desk/classes/${classId}/learners/${enrolmentId}`} className={`${link} font-bold`}>
          {name}
        </Link>
      ),
    },
    {
      head: say(words.online),
      numeric: true,
      cell: ({ hours }) => say(sayProof.of(hours.onlineTheory, plan.onlineTheory)),
    },
    {
      head: say(words.inPersonTheory),
      numeric: true,
      cell: ({ hours }) => say(sayProof.of(hours.inPersonTheory, plan.inPersonTheory)),
    },
    {
      head: say(words.practice),
      numeric: true,
      cell: ({ hours }) => say(sayProof.of(hours.practice, plan.practice)),
    },
    {
      head: say(words.total),
      numeric: true,
      cell: ({ hours }) => <b>{say(sayProof.of(hours.total, plan.total))}</b>,
    },
    { head: say(words.gaps), cell: (row) => <Gaps row={row} classId={classId} /> },
    {
      head: say(words.proof),
      cell: (row) => <Proof row={row} classId={classId} mayIssue={mayIssue} mayPrint={mayPrint} />,
    },
  ];
  return (
    <DataTable
      caption={say(words.title)}
      columns={columns}
      rows={seen.rows}
      keyOf={({ enrolmentId }) => enrolmentId}
    />
  );
}

function Gaps({ row, classId }: { row: Row; classId: string }) {
  const say = useWords();
  const { hours, finalTest } = row;
  if (hours.gaps.length === 0 && finalTest !== 'open')
    return <span className="text-ok">{say(words.nothing)}</span>;
  return (
    <div className="min-w-64 whitespace-normal">
      <ul>
        {hours.gaps.map((gap) => {
          const repair = repairOf(gap.reason, classId, row);
          const { say: sentence, fix } = sayGap(gap);
          return (
            <li key={gap.reason} className="flex flex-wrap items-center gap-x-2">
              <b className="font-bold">{say(sentence)}</b>
              <span className="text-ink-2">{say(fix)}</span>
              {repair && (
                <Link to={repair.to} className={link}>
                  {say(repair.label)}
                </Link>
              )}
            </li>
          );
        })}
        {finalTest === 'open' && (
          <li className="flex flex-wrap items-center gap-x-2">
            <b className="font-bold">{say(words.testOpen)}</b>
            <Link to={`/desk/classes/${classId}/tests`} className={link}>
              {say(words.toTests)}
            </Link>
          </li>
        )}
      </ul>
      <ClauseNote ids={hours.gaps.map(({ clause }) => clause)} />
    </div>
  );
}

function Proof({
  row: { proof, isReady, enrolmentId, name },
  classId,
  mayIssue,
  mayPrint,
}: {
  row: Row;
  classId: string;
  mayIssue: boolean;
  mayPrint: boolean;
}) {
  const say = useWords();
  const issue = (label: string) => (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="enrolmentId" value={enrolmentId} />
      <RowButton name="intent" value="issue" aria-label={`${name} ${label}`}>
        {label}
      </RowButton>
    </Form>
  );
  if (proof === null) {
    if (!isReady) return <StatusTag tone="plain">{say(words.waits)}</StatusTag>;
    if (!mayIssue) return <StatusTag tone="info">{say(words.ready)}</StatusTag>;
    return issue(say(words.issue));
  }
  const { number, revokedMs, mendedMs, replaces, fault } = proof;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {revokedMs !== null ? (
        <StatusTag tone="bad">{say(words.void)}</StatusTag>
      ) : fault ? (
        <StatusTag tone="warn">{say(faultWords[fault])}</StatusTag>
      ) : (
        <StatusTag tone="ok">{say(words.issued)}</StatusTag>
      )}
      <span className="tabular-nums">{number}</span>
      {replaces !== null && <span className="text-ink-2">{say(sayProof.replaces(replaces))}</span>}
      {mendedMs !== null &&
        (mayIssue && isReady ? (
          issue(say(words.issueAgain))
        ) : (
          <StatusTag tone="info">{say(words.mended)}</StatusTag>
        ))}
      {mayPrint && revokedMs === null && (
        <Link
          to={`/desk/classes/${classId}/proofs/print?one=${enrolmentId}`}
          aria-label={`${name} ${say(words.print)}`}
          className={link}
        >
          {say(words.print)}
        </Link>
      )}
    </span>
  );
}
