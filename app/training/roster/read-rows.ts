import { FileRefused, fileLimits } from './file-fault.ts';
import { findHeader, rosterFields, type Header, type RosterField } from './find-header.ts';
import type { CellTrouble, TableRow } from './table.ts';

/** One line of a roster as it was brought: its row number in the file, its texts, and cells that could not be taken. */
export type RosterRow = {
  number: number;
  cells: Record<RosterField, string>;
  trouble: Partial<Record<RosterField, CellTrouble>>;
};

const textMax = 100;
const remark = /^(?:合计|总计|备注|说明|注|填表|制表|审核|单位盖章|负责人|经办)/;

/** The people of the first table that has a header; empty lines and remarks below are passed over. Throws `FileRefused`. */
export function readRows(tables: TableRow[][]): RosterRow[] {
  for (const rows of tables) {
    const header = findHeader(rows);
    if (!header) continue;
    const people = rows
      .filter(({ number }) => number > header.lastRow)
      .map((row) => readRow(row, header))
      .filter(isPerson);
    if (people.length === 0) throw new FileRefused('no_rows');
    if (people.length > fileLimits.rowsMax) throw new FileRefused('too_many_rows', people.length);
    return people;
  }
  throw new FileRefused('no_header');
}

function readRow({ number, cells }: TableRow, { columns }: Header): RosterRow {
  const row: RosterRow = { number, cells: emptyCells(), trouble: {} };
  for (const field of rosterFields) {
    const column = columns[field];
    const cell = column === undefined ? undefined : cells[column];
    if (!cell) continue;
    row.cells[field] = plainText(cell.text);
    if (cell.trouble) row.trouble[field] = cell.trouble;
  }
  return row;
}

/** A row in which nothing stands. */
export function emptyCells(): RosterRow['cells'] {
  return Object.fromEntries(rosterFields.map((field) => [field, ''])) as RosterRow['cells'];
}

/** Text as meant: full-width digits and letters, spaces of any kind, invisible signs. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, textMax);
}

function isPerson({ cells, trouble }: RosterRow): boolean {
  const { name, idNumber, phone } = cells;
  if (trouble.name || trouble.idNumber || trouble.phone) return true;
  if (idNumber === '' && phone === '') return name !== '' && !remark.test(name);
  return true;
}
