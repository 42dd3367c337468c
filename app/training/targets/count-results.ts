import { areaPrefix } from '../covers-place.ts';
import type { Target } from './compare-sums.ts';
import { isHighlySkilled, isInGroup, type TargetMeasure } from './target-group.ts';

/** Results of external assessments that are alike: place (GB/T 2260), month (YYYY-MM), training and certificate. */
export type Recognised = {
  placeCode: string;
  month: string;
  occupationId: string;
  occupation: string;
  occupationCode: string;
  level: string;
  classType: string;
  isSubsidised: boolean;
  hasCertificate: boolean;
  assessed: number;
  passed: number;
};

/** Figures of some results: those of P108, and how many were assessed. */
export type Figures = Record<TargetMeasure, number> & { assessed: number };

export const noFigures: Figures = { trained: 0, subsidised: 0, skilled: 0, highly_skilled: 0, assessed: 0 };

/** How much of a result counts for a measure (P108). */
export function countResult(row: Recognised, measure: TargetMeasure): number {
  const counts = {
    trained: true,
    subsidised: row.isSubsidised,
    skilled: row.hasCertificate,
    highly_skilled: row.hasCertificate && isHighlySkilled(row.level),
  };
  return counts[measure] ? row.passed : 0;
}

/** The figures of results. Whoever splits them and adds up has the same. */
export function countResults(rows: readonly Recognised[]): Figures {
  const figures = { ...noFigures };
  for (const row of rows) {
    figures.assessed += row.assessed;
    for (const measure of ['trained', 'subsidised', 'skilled', 'highly_skilled'] as const)
      figures[measure] += countResult(row, measure);
  }
  return figures;
}

/** What was reached of a target. */
export function countForTarget(rows: readonly Recognised[], target: Omit<Target, 'people'>): number {
  const { placeCode, scope, fromYear, toYear, group, measure } = target;
  const isHere = (code: string) =>
    scope === 'own' ? code === placeCode : code.startsWith(areaPrefix(placeCode));
  return rows
    .filter((row) => {
      const year = Number(row.month.slice(0, 4));
      return year >= fromYear && year <= toYear && isHere(row.placeCode) && isInGroup(row, group);
    })
    .reduce((sum, row) => sum + countResult(row, measure), 0);
}

/** Figures of results by what `keyOf` tells of them, in the order of the keys. */
export function countBy(
  rows: readonly Recognised[],
  keyOf: (row: Recognised) => string,
): { key: string; figures: Figures }[] {
  const parts = new Map<string, Recognised[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const part = parts.get(key);
    if (part) part.push(row);
    else parts.set(key, [row]);
  }
  return [...parts]
    .map(([key, part]) => ({ key, figures: countResults(part) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

export const certificateKinds = ['level', 'completion', 'none'] as const;
/** A certificate of a level of an occupation (职业技能等级证书), of completion (合格证书), or none yet. */
export type CertificateKind = (typeof certificateKinds)[number];

/** Which kind of certificate a result has led to (P113). */
export function certificateOf({ classType, hasCertificate }: Recognised): CertificateKind {
  if (!hasCertificate) return 'none';
  return ['certificate', 'family_care', 'mutual_aid'].includes(classType) ? 'completion' : 'level';
}

/** One line of the structure: an occupation at a level with a kind of certificate. */
export type StructureRow = {
  occupation: string;
  level: string;
  certificate: CertificateKind;
  assessed: number;
  passed: number;
};

/** Occupation × level × certificate of some results, the largest first (P113). */
export function readStructure(rows: readonly Recognised[]): StructureRow[] {
  const lines = new Map<string, StructureRow>();
  for (const row of rows) {
    const certificate = certificateOf(row);
    const key = [row.occupationId, row.level, certificate].join('|');
    const line = lines.get(key) ?? {
      ...{ occupation: row.occupation, level: row.level, certificate, assessed: 0, passed: 0 },
    };
    lines.set(key, {
      ...line,
      assessed: line.assessed + row.assessed,
      passed: line.passed + row.passed,
    });
  }
  return [...lines.values()].sort((a, b) => b.passed - a.passed || (a.occupation < b.occupation ? -1 : 1));
}
