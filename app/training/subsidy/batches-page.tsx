import { Form, Link } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { FormTold } from '../application/application-told.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import type { BatchState } from './batch-life.ts';
import type { BatchesSeen } from './show-batch.server.ts';
import { batchStateWords, saySubsidy, subsidyWords as words } from './subsidy-words.ts';

export const batchTones: Record<BatchState, 'info' | 'warn' | 'ok' | 'plain'> = {
  drawn: 'warn',
  published: 'info',
  completed: 'plain',
  confirmed: 'ok',
};

/** The monthly lists of a bureau, how to draw one up, and its vouchers (P081, P084). */
export function BatchesPage({ seen, told }: { seen: BatchesSeen; told: FormTold }) {
  const say = useWords();
  const { batches, isBureau, months, vouchers } = seen;
  const isSending = useSending();
  return (
    <>
      {told && (
        <Notice tone="warn" title={say(refusalWords[told.refused].say)} live>
          {say(refusalWords[told.refused].fix)}
        </Notice>
      )}
      {isBureau && (
        <DeskPart title={say(words.draw)}>
          <p className="text-ink-2">{say(words.drawHint)}</p>
          {months.length === 0 ? (
            <p>{say(words.bothDrawn)}</p>
          ) : (
            <Form method="post" preventScrollReset className="flex max-w-100 flex-wrap items-end gap-2">
              <DeskSelect
                name="month"
                label={say(words.month)}
                options={months.map((month) => ({ value: month, label: month }))}
              />
              <DeskButton busy={isSending()}>{say(words.draw)}</DeskButton>
            </Form>
          )}
          <ClauseNote ids={['P081']} />
        </DeskPart>
      )}
      <DeskPart title={say(words.lists)}>
        {batches.length === 0 ? (
          <Empty icon="file" say={say(words.none)}>
            {isBureau && say(words.noneFix)}
          </Empty>
        ) : (
          <DataTable
            caption={say(words.lists)}
            rows={batches}
            keyOf={({ id }) => id}
            columns={[
              {
                head: say(words.month),
                cell: ({ id, month }) => (
                  <Link
                    to={`/desk/subsidies/${id}`}
                    className="font-bold text-accent underline underline-offset-4"
                  >
                    {month}
                  </Link>
                ),
              },
              {
                head: say(words.state),
                cell: ({ state }) => (
                  <StatusTag tone={batchTones[state]}>{say(batchStateWords[state])}</StatusTag>
                ),
              },
              { head: say(words.people), numeric: true, cell: ({ people }) => people },
              { head: say(words.yuan), numeric: true, cell: ({ yuan }) => yuan },
              {
                head: say(words.publicity),
                cell: ({ fromDay, untilDay }) =>
                  fromDay && untilDay ? say(saySubsidy.until(fromDay, untilDay)) : '—',
              },
              { head: say(words.document), cell: ({ confirmedDocument }) => confirmedDocument ?? '—' },
              { head: say(words.bureau), cell: ({ bureau }) => bureau },
            ]}
          />
        )}
      </DeskPart>
      <DeskPart title={say(words.vouchers)}>
        <FactList
          facts={[
            { name: say(words.issued), value: <b className="tabular-nums">{vouchers.issued}</b> },
            { name: say(words.redeemed), value: <b className="tabular-nums">{vouchers.redeemed}</b> },
          ]}
        />
        <ClauseNote ids={['P083', 'P084']} />
      </DeskPart>
    </>
  );
}
