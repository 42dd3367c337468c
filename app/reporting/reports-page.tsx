import { Form } from '@remix-run/react';
import { useState, type ReactNode } from 'react';
import { certificateKinds, type Figures } from '../training/targets/count-results.ts';
import type { Report } from '../training/targets/make-report.ts';
import { periodKinds, periodsOf } from '../training/targets/period.ts';
import { namePlace } from '../training/targets/place-names.ts';
import {
  certificateWords,
  measureWords,
  periodKindWords,
  reportWords as words,
} from '../training/targets/targets-words.ts';
import { Chart } from '../ui/chart.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { DeskSelect } from '../ui/desk-fields.tsx';
import { DeskButton, DeskPart, FactList } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Empty } from '../ui/states.tsx';
import { sayBureau } from './bureau-words.ts';
import { PrintButton } from './print-button.tsx';
import { sharePct } from './target-table.tsx';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';
const measures = Object.keys(measureWords) as (keyof Figures)[];

/** A report of a period: figures, the same by month and by place, and the structure of what was reached (P108–P110, P113). */
export function ReportsPage({ report, thisYear }: { report: Report; thisYear: number }) {
  const say = useWords();
  const { period, figures, places, months, structure, occupations } = report;
  const file = `/desk/reports.xlsx?kind=${period.kind}&year=${period.year}&number=${period.number}`;
  const ofFigures = <Row extends { figures: Figures }>(): Column<Row>[] =>
    measures.map((measure) => ({
      head: say(measureWords[measure]),
      numeric: true,
      cell: (row: Row) => row.figures[measure],
    }));
  return (
    <>
      <div className="not-printed flex flex-wrap items-end gap-4">
        <PeriodForm key={file} period={period} thisYear={thisYear} />
        {figures.assessed > 0 && (
          <>
            <PrintButton label={say(words.print)} />
            <a href={file} download className={link}>
              {say(words.export)}
            </a>
          </>
        )}
      </div>
      {figures.assessed === 0 ? (
        <Empty icon="info" say={say(words.none)}>
          {say(words.noneFix)}
        </Empty>
      ) : (
        <>
          <DeskPart title={`${say(words.figures)} · ${period.fromDay} – ${period.toDay}`}>
            <FactList
              facts={[
                ...measures.map((measure) => ({
                  name: say(measureWords[measure]),
                  value: <b className="tabular-nums">{figures[measure]}</b>,
                })),
                { name: say(words.rate), value: <b>{sharePct(figures.trained, figures.assessed)}</b> },
              ]}
            />
            <p className="text-table text-ink-2">{say(words.basis)}</p>
          </DeskPart>
          {months.length > 1 && (
            <Pair title={say(words.perMonth)}>
              <Chart
                title={say(words.chartMonths)}
                say={say(sayBureau.months(figures.trained, figures.skilled))}
                spec={{
                  categories: months.map(({ month }) => month.slice(5)),
                  series: (['trained', 'skilled', 'highly_skilled'] as const).map((measure) => ({
                    name: say(measureWords[measure]),
                    values: months.map((one) => one.figures[measure]),
                  })),
                }}
              />
              <DataTable
                caption={say(words.perMonth)}
                rows={months}
                keyOf={({ month }) => month}
                columns={[
                  { head: say(words.month), cell: ({ month }) => month },
                  ...ofFigures<Report['months'][number]>(),
                ]}
              />
            </Pair>
          )}
          <DeskPart title={say(words.perPlace)}>
            <DataTable
              caption={say(words.perPlace)}
              rows={places}
              keyOf={({ placeCode }) => placeCode}
              columns={[
                { head: say(words.place), cell: ({ placeCode }) => <b>{namePlace(placeCode)}</b> },
                ...ofFigures<Report['places'][number]>(),
              ]}
            />
          </DeskPart>
          <Pair title={say(words.structure)}>
            <Chart
              title={say(words.chartStructure)}
              say={say(sayBureau.structure(occupations.length))}
              spec={{
                across: true,
                categories: occupations.map(({ occupation }) => occupation),
                series: certificateKinds.map((kind) => ({
                  name: say(certificateWords[kind]),
                  stack: 'certificates',
                  values: occupations.map(({ certificates }) => certificates[kind]),
                })),
              }}
            />
            <DataTable
              caption={say(words.structure)}
              rows={structure}
              keyOf={({ occupation, level, certificate }) => `${occupation} ${level} ${certificate}`}
              columns={[
                { head: say(words.occupation), cell: ({ occupation }) => <b>{occupation}</b> },
                { head: say(words.level), cell: ({ level }) => level },
                {
                  head: say(words.certificate),
                  cell: ({ certificate }) => say(certificateWords[certificate]),
                },
                { head: say(words.passed), numeric: true, cell: ({ passed }) => passed },
                { head: say(measureWords.assessed), numeric: true, cell: ({ assessed }) => assessed },
              ]}
            />
          </Pair>
        </>
      )}
    </>
  );
}

/** A chart, and beside it the table with its numbers. */
function Pair({ title, children }: { title: string; children: ReactNode }) {
  return (
    <DeskPart title={title}>
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">{children}</div>
    </DeskPart>
  );
}

function PeriodForm({ period, thisYear }: { period: Report['period']; thisYear: number }) {
  const say = useWords();
  const [kind, setKind] = useState(period.kind);
  const years = Array.from({ length: 8 }, (_, n) => thisYear - n);
  const shown = [...new Set([period.year, ...years])].sort((a, b) => b - a);
  return (
    <Form className="flex flex-wrap items-end gap-2">
      <DeskSelect
        name="kind"
        label={say(words.kind)}
        value={kind}
        onChange={({ currentTarget }) =>
          setKind(periodKinds.find((one) => one === currentTarget.value) ?? 'month')
        }
        options={periodKinds.map((value) => ({ value, label: say(periodKindWords[value]) }))}
      />
      <DeskSelect
        name="year"
        label={say(words.year)}
        defaultValue={String(period.year)}
        options={shown.map((one) => ({ value: String(one), label: String(one) }))}
      />
      {kind !== 'year' && (
        <DeskSelect
          name="number"
          label={say(words.number)}
          key={kind}
          defaultValue={String(Math.min(period.number, periodsOf(kind)))}
          options={Array.from({ length: periodsOf(kind) }, (_, n) => ({
            ...{ value: String(n + 1), label: String(n + 1) },
          }))}
        />
      )}
      <DeskButton>{say(words.show)}</DeskButton>
    </Form>
  );
}
