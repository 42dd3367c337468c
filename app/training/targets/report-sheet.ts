import type { Figures } from './count-results.ts';
import { spellPeriod } from './period.ts';
import { namePlace } from './place-names.ts';
import type { Report } from './make-report.ts';
import {
  certificateWords,
  measureWords,
  periodKindWords,
  reportWords as words,
  sayTargets,
} from './targets-words.ts';
import type { TargetSheet } from './target-sheet.ts';

const measures = Object.keys(measureWords) as (keyof Figures)[];
const heads = measures.map((measure) => ({ head: measureWords[measure].zh, width: 16 }));
const numbers = (figures: Figures) => measures.map((measure) => figures[measure]);

/** A report as sheets: in all, by place, by month, and the structure. */
export function reportSheets({ period, figures, places, months, structure }: Report): TargetSheet[] {
  const title = `${periodKindWords[period.kind].zh} ${sayTargets.period(period).zh}`;
  return [
    {
      name: words.figures.zh,
      columns: [
        { head: words.kind.zh, width: 28 },
        { head: words.from.zh, width: 14 },
        { head: words.to.zh, width: 14 },
        ...heads,
      ],
      rows: [[title, period.fromDay, period.toDay, ...numbers(figures)]],
    },
    {
      name: words.perPlace.zh,
      columns: [{ head: '区划代码', width: 14 }, { head: words.place.zh, width: 20 }, ...heads],
      rows: places.map((one) => [one.placeCode, namePlace(one.placeCode), ...numbers(one.figures)]),
    },
    {
      name: words.perMonth.zh,
      columns: [{ head: words.month.zh, width: 14 }, ...heads],
      rows: months.map((one) => [one.month, ...numbers(one.figures)]),
    },
    {
      name: words.structure.zh,
      columns: [
        { head: words.occupation.zh, width: 28 },
        { head: words.level.zh, width: 18 },
        { head: words.certificate.zh, width: 18 },
        { head: measureWords.assessed.zh, width: 14 },
        { head: words.passed.zh, width: 14 },
      ],
      rows: structure.map(({ occupation, level, certificate, assessed, passed }) => [
        ...[occupation, level, certificateWords[certificate].zh, assessed, passed],
      ]),
    },
  ];
}

/** What a report is saved under. */
export const reportFileName = ({ period }: Pick<Report, 'period'>) =>
  `${periodKindWords[period.kind].zh}-${spellPeriod(period)}.xlsx`;
