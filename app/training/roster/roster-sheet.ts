import type { CheckedRow } from './check-rows.ts';
import { rosterFields } from './find-header.ts';
import { sayFault } from './fault-words.ts';
import { fieldHints, fieldWords, rosterWords } from './roster-words.ts';

/** A sheet to be written: every cell is text. */
export type RosterSheet = { name: string; columns: { head: string; width: number }[]; rows: string[][] };

const wide: Partial<Record<(typeof rosterFields)[number], number>> = {
  idNumber: 24,
  phone: 16,
  employer: 28,
};
const columns = rosterFields.map((field) => ({ head: fieldWords[field].zh, width: wide[field] ?? 14 }));
/** Rows of the template that are text already, so that an ID number typed there keeps its digits (P058). */
const emptyRows = 100;

/** The template: an empty roster, and what each column takes. */
export function templateSheets(): RosterSheet[] {
  const empty = Array.from({ length: emptyRows }, () => columns.map(() => ''));
  const how = rosterFields.map((field) => [fieldWords[field].zh, fieldHints[field].zh]);
  return [
    { name: '名单', columns, rows: empty },
    {
      name: rosterWords.how.zh,
      columns: [
        { head: rosterWords.column.zh, width: 14 },
        { head: rosterWords.how.zh, width: 80 },
      ],
      rows: how,
    },
  ];
}

/** The rows to correct as they were brought, with what is wrong: corrected, the same file is imported again. */
export function faultySheet(checked: CheckedRow[]): RosterSheet {
  const rows = checked
    .filter(({ faults }) => faults.length > 0)
    .map(({ row, faults }) => [
      ...rosterFields.map((field) => row.cells[field]),
      `第 ${row.number} 行:${faults.map((fault) => sayFault(fault).say.zh).join('')}`,
    ]);
  return {
    name: rosterWords.toCorrect.zh,
    columns: [...columns, { head: rosterWords.problem.zh, width: 60 }],
    rows,
  };
}
