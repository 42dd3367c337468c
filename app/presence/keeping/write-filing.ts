import type { Words } from '../../platform/words.ts';
import {
  erasedWords,
  filingKinds,
  filingProtection,
  filingPurposes,
  filingReceivers,
  filingWords as words,
} from './filing-words.ts';
import type { FaceThresholds } from './is-assessment-due.ts';

type Span = { min: number; max: number } | null;

/** What a filing of face data says: numbers and facts, no person's data. */
export type FilingFacts = {
  /** ISO 8601, UTC. */
  countedAt: string;
  stock: {
    persons: number;
    withReference: number;
    withIdPhoto: number;
    withSnapshots: number;
    withFrames: number;
  };
  consents: { given: number; declined: number; withdrawn: number };
  retention: { appealDays: Span; retentionYears: Span };
  modelId: string;
  thresholds: FaceThresholds;
  files: { name: string; sha256: string }[];
  /** GB/T 2260 codes. */
  places: { placeCode: string; persons: number }[];
  erased: { what: keyof typeof erasedWords; why: string; count: number }[];
  assessment: { version: string; assessedOn: string; modelId: string } | null;
};

const both = ({ zh, en }: Words) => `${zh} / ${en}`;
const spanText = (span: Span) =>
  span === null ? '' : span.min === span.max ? `${span.min}` : `${span.min}–${span.max}`;

/** The facts as rows of name and value, in the order of the form. */
function filingRows(facts: FilingFacts): [string, string][] {
  const { stock, consents, retention, assessment } = facts;
  const many = (name: Words, values: Words[]): [string, string][] =>
    values.map((value) => [both(name), both(value)]);
  return [
    [both(words.countedAt), facts.countedAt],
    ...(['persons', 'withReference', 'withIdPhoto', 'withSnapshots', 'withFrames'] as const).map(
      (name): [string, string] => [both(words[name]), `${stock[name]}`],
    ),
    [both(words.consentGiven), `${consents.given}`],
    [both(words.consentDeclined), `${consents.declined}`],
    [both(words.consentWithdrawn), `${consents.withdrawn}`],
    ...many(words.kind, filingKinds),
    ...many(words.purpose, filingPurposes),
    ...many(words.receiver, filingReceivers),
    [both(words.appealDays), spanText(retention.appealDays)],
    [both(words.retentionYears), spanText(retention.retentionYears)],
    [both(words.model), facts.modelId],
    ...Object.entries(facts.thresholds).map(([name, value]): [string, string] => [
      both(words.threshold),
      `${name} ${value}`,
    ]),
    ...facts.files.map(({ name, sha256 }): [string, string] => [both(words.modelFile), `${name} ${sha256}`]),
    ...many(words.protection, filingProtection),
    ...facts.places.map(({ placeCode, persons }): [string, string] => [
      both(words.place),
      `${placeCode}: ${persons}`,
    ]),
    ...facts.erased.map(({ what, why, count }): [string, string] => [
      both(words.erased),
      `${both(erasedWords[what])} · ${why}: ${count}`,
    ]),
    [both(words.assessment), assessment ? `${assessment.version} · ${assessment.assessedOn}` : ''],
  ];
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The facts as CSV (RFC 4180) with a byte-order mark, so that every office program reads the Chinese. */
export function writeFiling(facts: FilingFacts): string {
  const rows = [[both(words.fact), both(words.value)], ...filingRows(facts)];
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
