import { Form, Link } from '@remix-run/react';
import type { FormTold } from '../training/application/application-told.ts';
import { ClauseNote } from '../training/plan/clause-note.tsx';
import type { SumTold } from '../training/targets/compare-sums.ts';
import { namePlace } from '../training/targets/place-names.ts';
import type { RowFault } from '../training/targets/read-target-rows.ts';
import type { TargetReached } from '../training/targets/read-targets.server.ts';
import { sayTargets, targetWords as words, wordGroup } from '../training/targets/targets-words.ts';
import { DeskSelect } from '../ui/desk-fields.tsx';
import { DeskButton } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { RowButton } from '../ui/row-button.tsx';
import { Empty } from '../ui/states.tsx';
import { PrintButton } from './print-button.tsx';
import { TargetFileForm, TargetForm } from './target-form.tsx';
import { TargetChart, TargetTable } from './target-table.tsx';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** Targets of a year: chart and table side by side, what does not add up, and for a bureau the ways to set them. */
export function TargetsPage({
  year,
  years,
  targets,
  occupations,
  sums,
  places,
  isBureau,
  edited,
  stored,
  told,
  faults,
}: {
  year: number;
  years: number[];
  targets: TargetReached[];
  occupations: { id: string; name: string }[];
  sums: SumTold[];
  places: { placeCode: string; name: string }[];
  isBureau: boolean;
  edited: TargetReached | null;
  /** How many were stored just now. */
  stored: number | null;
  told: FormTold;
  /** Rows of a file to correct. */
  faults: RowFault[];
}) {
  const say = useWords();
  const options = [...new Set([year, ...years])].sort((a, b) => b - a);
  const clauses = targets.map(({ clause }) => clause);
  return (
    <>
      {stored !== null && told === null && faults.length === 0 && (
        <Notice tone="ok" title={say(stored > 1 ? sayTargets.imported(stored) : words.stored)} live />
      )}
      {sums.length > 0 && (
        <Notice tone="warn" title={say(words.sumsTitle)} live={stored !== null}>
          <ul>
            {sums.map((sum) => (
              <li key={[sum.placeCode, sum.group, sum.measure, sum.fromYear].join(' ')}>
                {say(sayTargets.sum(sum, wordGroup(sum.group, occupations)))}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="not-printed flex flex-wrap items-end gap-4">
        <Form className="flex flex-wrap items-end gap-2">
          <DeskSelect
            name="year"
            id="shown"
            label={say(words.year)}
            key={year}
            defaultValue={String(year)}
            options={options.map((one) => ({ value: String(one), label: String(one) }))}
          />
          <DeskButton>{say(words.show)}</DeskButton>
        </Form>
        {targets.length > 0 && (
          <>
            <PrintButton label={say(words.print)} />
            <a href={`/desk/targets/targets.xlsx?year=${year}`} download className={link}>
              {say(words.export)}
            </a>
          </>
        )}
      </div>
      {targets.length === 0 ? (
        <Empty icon="info" say={say(words.none)}>
          {say(isBureau ? words.noneFix : words.noneRead)}
        </Empty>
      ) : (
        <>
          <p className="text-table text-ink-2">{say(words.basis)}</p>
          <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <TargetChart targets={targets} occupations={occupations} />
            <TargetTable
              targets={targets}
              occupations={occupations}
              {...(isBureau && {
                action: (target: TargetReached) => (
                  <span className="flex gap-2">
                    <Link
                      to={`/desk/targets?year=${year}&change=${target.id}#set`}
                      aria-label={`${say(words.change)} ${namePlace(target.placeCode, target.scope)} ${say(wordGroup(target.group, occupations))}`}
                      className="inline-flex min-h-9 items-center justify-center rounded-field border border-line px-2 text-table hover:bg-accent-soft"
                    >
                      {say(words.change)}
                    </Link>
                    <Form method="post" action={`/desk/targets?year=${year}`} preventScrollReset>
                      <input type="hidden" name="intent" value="lift" />
                      <input type="hidden" name="targetId" value={target.id} />
                      <RowButton
                        aria-label={`${say(words.lift)} ${namePlace(target.placeCode, target.scope)} ${say(wordGroup(target.group, occupations))}`}
                      >
                        {say(words.lift)}
                      </RowButton>
                    </Form>
                  </span>
                ),
              })}
            />
          </div>
          <ClauseNote ids={clauses} />
        </>
      )}
      {isBureau && (
        <div className="not-printed grid items-start gap-4 desk:grid-cols-2">
          <TargetForm key={edited?.id ?? `new ${stored}`} {...{ year, places, occupations, edited, told }} />
          <TargetFileForm {...{ year, told, faults }} />
        </div>
      )}
    </>
  );
}
