import { csvLine } from '../platform/csv-line.ts';

/** Rows as a UTF-8 text file with commas, its mark first, so that a Chinese spreadsheet reads it as UTF-8; no cell is a formula. */
export function writeCsv(rows: (string | number | null)[][]): string {
  return `\ufeff${rows.map(csvLine).join('')}`;
}
