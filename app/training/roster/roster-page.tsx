import { Form } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import type { RefusalCode } from '../../platform/refusal.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { Empty } from '../../ui/states.tsx';
import type { LearnerSupport } from '../subsidy/read-vouchers.server.ts';
import { subsidyStateWords, supportWords, voucherStateWords } from '../subsidy/subsidy-words.ts';
import { FileForm } from './file-form.tsx';
import { ImportPreview, type PendingRoster } from './import-preview.tsx';
import type { RosterLearner } from './read-roster.server.ts';
import { categoryWords, fieldWords, rosterWords as words, sayFileFault, sayRoster } from './roster-words.ts';

/** What became of the last form: refused, with the facts of its sentence. */
export type RosterTold = { refused: RefusalCode; facts: Record<string, string | number> } | null;

/** The roster of a class: who is on it, a file to bring, and what was brought until it is confirmed. */
export function RosterPage({
  classId,
  isEditable,
  isFixed,
  learners,
  support,
  pending,
  imported,
  told,
}: {
  classId: string;
  /** Whoever reads it brings a file and removes learners. */
  isEditable: boolean;
  /** The class was handed in: nobody does. */
  isFixed: boolean;
  learners: RosterLearner[];
  /** Vouchers and subsidies, by enrolment (P082). */
  support: LearnerSupport[];
  pending: PendingRoster | null;
  /** How many came in with the last confirmation. */
  imported: number | null;
  told: RosterTold;
}) {
  const say = useWords();
  const fileError =
    told?.refused === 'roster_file'
      ? say(sayFileFault(String(told.facts['fault']), Number(told.facts['row'] ?? 0)))
      : undefined;
  return (
    <>
      {told && told.refused !== 'roster_file' && (
        <Notice tone="warn" title={say(refusalWords[told.refused].say)} live>
          {say(refusalWords[told.refused].fix)}
        </Notice>
      )}
      {imported !== null && <Notice tone="ok" title={say(sayRoster.imported(imported))} live />}
      {isFixed && <Notice tone="info" title={say(words.fixed)} />}
      {isEditable && pending && <ImportPreview classId={classId} pending={pending} />}
      {isEditable && !pending && <FileForm classId={classId} error={fileError} />}
      <DeskPart title={`${say(words.learners)} · ${say(sayRoster.people(learners.length))}`}>
        {learners.length === 0 ? (
          <Empty icon="people" say={say(words.none)}>
            {isEditable && say(words.startHere)}
          </Empty>
        ) : (
          <LearnerTable classId={classId} learners={learners} support={support} isEditable={isEditable} />
        )}
      </DeskPart>
    </>
  );
}

function LearnerTable({
  classId,
  learners,
  support,
  isEditable,
}: {
  classId: string;
  learners: RosterLearner[];
  support: LearnerSupport[];
  isEditable: boolean;
}) {
  const say = useWords();
  const supportOf = new Map(support.map((one) => [one.enrolmentId, one]));
  const columns: Column<RosterLearner>[] = [
    { head: say(fieldWords.name), cell: ({ name }) => <b>{name}</b> },
    {
      head: say(fieldWords.idNumber),
      cell: ({ maskedIdNumber }) => <span className="tabular-nums">{maskedIdNumber ?? '—'}</span>,
    },
    {
      head: say(fieldWords.phone),
      cell: ({ maskedPhone }) => <span className="tabular-nums">{maskedPhone}</span>,
    },
    {
      head: say(fieldWords.category),
      cell: ({ category }) => (category === null ? '—' : say(categoryWords[category])),
    },
    { head: say(fieldWords.employer), cell: ({ employer }) => employer ?? '—' },
    {
      head: say(words.account),
      cell: ({ hasSignedIn }) => (
        <StatusTag tone={hasSignedIn ? 'ok' : 'plain'}>
          {say(hasSignedIn ? words.signedIn : words.notYet)}
        </StatusTag>
      ),
    },
    ...(isEditable
      ? []
      : [
          {
            head: say(supportWords.voucher),
            cell: ({ enrolmentId }: RosterLearner) => {
              const voucher = supportOf.get(enrolmentId)?.voucher;
              return voucher ? `${voucher.number} · ${say(voucherStateWords[voucher.state])}` : '—';
            },
          },
          {
            head: say(supportWords.subsidy),
            cell: ({ enrolmentId }: RosterLearner) => {
              const subsidy = supportOf.get(enrolmentId)?.subsidy;
              return subsidy ? say(subsidyStateWords[subsidy]) : '—';
            },
          },
        ]),
    ...(isEditable
      ? [
          {
            head: say(words.action),
            cell: ({ enrolmentId, name }: RosterLearner) => (
              <Form method="post" action={`/desk/classes/${classId}/roster`} preventScrollReset>
                <input type="hidden" name="intent" value="remove" />
                <input type="hidden" name="enrolmentId" value={enrolmentId} />
                <RowButton aria-label={`${say(words.remove)} ${name}`}>{say(words.remove)}</RowButton>
              </Form>
            ),
          },
        ]
      : []),
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
