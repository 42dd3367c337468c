import {
  certificateKinds,
  certificateOf,
  countBy,
  countResults,
  readStructure,
  type CertificateKind,
  type Figures,
  type Recognised,
  type StructureRow,
  noFigures,
} from './count-results.ts';
import { monthsOf, type Period } from './period.ts';

/** A report of a period: its figures, the same by place and by month, and their structure (P108–P110, P113). */
export type Report = {
  period: Period;
  figures: Figures;
  places: { placeCode: string; figures: Figures }[];
  /** Every month of the period, also those without results. */
  months: { month: string; figures: Figures }[];
  structure: StructureRow[];
  /** Passed results of each occupation by the kind of their certificate, the largest first. */
  occupations: { occupation: string; certificates: Record<CertificateKind, number> }[];
};

/** The report of a period from its results: the same results, the same report. */
export function makeReport(rows: readonly Recognised[], period: Period): Report {
  const byMonth = new Map(countBy(rows, ({ month }) => month).map(({ key, figures }) => [key, figures]));
  return {
    period,
    figures: countResults(rows),
    places: countBy(rows, ({ placeCode }) => placeCode).map(({ key, figures }) => ({
      ...{ placeCode: key, figures },
    })),
    months: monthsOf(period).map((month) => ({ month, figures: byMonth.get(month) ?? noFigures })),
    structure: readStructure(rows),
    occupations: countOccupations(rows),
  };
}

function countOccupations(rows: readonly Recognised[]): Report['occupations'] {
  const found = new Map<string, Report['occupations'][number]>();
  for (const row of rows) {
    const one = found.get(row.occupationId) ?? {
      occupation: row.occupation,
      certificates: Object.fromEntries(certificateKinds.map((kind) => [kind, 0])) as Record<
        CertificateKind,
        number
      >,
    };
    one.certificates[certificateOf(row)] += row.passed;
    found.set(row.occupationId, one);
  }
  const all = ({ certificates }: Report['occupations'][number]) =>
    certificates.level + certificates.completion + certificates.none;
  return [...found.values()].sort((a, b) => all(b) - all(a));
}
