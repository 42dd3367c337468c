/** Why the text of a cell cannot be taken: a formula without a plain value; a number that lost its last digits. */
export type CellTrouble = 'formula' | 'digits';

/** A cell as text, and what is wrong with it as a cell. */
export type Cell = { text: string; trouble?: CellTrouble };

/** A row with its number as a spreadsheet counts, from 1. */
export type TableRow = { number: number; cells: Cell[] };

/** From here on a spreadsheet keeps no digit: it holds numbers with 15. */
const firstLost = 1e15;

/** A number as its cell shows it, without an exponent; one of more than 15 digits has lost some. */
export function readNumber(stored: string): Cell {
  const number = Number(stored);
  if (!Number.isFinite(number)) return { text: stored };
  if (Math.abs(number) >= firstLost) {
    const [digits = '', power = '0'] = number.toExponential(14).split('e');
    const text = digits.replace('.', '').padEnd(Math.min(Number(power), 20) + 1, '0');
    return { text, trouble: 'digits' };
  }
  return { text: Number.isInteger(number) ? number.toFixed(0) : String(Number(number.toPrecision(15))) };
}
