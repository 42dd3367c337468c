import { FileRefused, fileLimits } from './file-fault.ts';

/** What stands in a cell whose formula or error left no plain value; no spreadsheet writes this character. */
export const noValue = '\ufffc';

const { rowsMax, lastRowMax, columnsMax } = fileLimits;
/** Title, header and remarks around the rows of people. */
const rowsAround = 30;

/**
 * A sheet's XML as a new, plain one: cells that hold something, each with its address, kind, style and stored value, and
 * nothing else of the file. Formulas go; one that left no value, and an error, becomes `noValue`. Reads the text once from
 * front to end, whatever it holds. Throws `FileRefused`.
 */
export function cleanSheet(xml: string): string {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new FileRefused('broken');
  const rows = new Map<number, string[]>();
  for (const piece of xml.split(/<(?:\w+:)?c(?=[\s/>])/).slice(1)) {
    const cell = readCell(piece);
    if (cell === null) continue;
    if (cell.row > lastRowMax) {
      // A long list is a long list; one cell far below is a slip of the hand.
      if (rows.size > rowsMax + rowsAround) throw new FileRefused('too_many_rows', countRows(xml));
      throw new FileRefused('far_row', cell.row);
    }
    const row = rows.get(cell.row);
    if (row) row.push(cell.xml);
    else rows.set(cell.row, [cell.xml]);
  }
  if (rows.size > rowsMax + rowsAround) throw new FileRefused('too_many_rows', rows.size);
  const body = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => `<row r="${row}">${cells.join('')}</row>`);
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData></worksheet>`;
}

/** How many rows of a sheet hold a value, roughly: for the sentence only. */
function countRows(xml: string): number {
  return xml
    .split(/<(?:\w+:)?row(?=[\s/>])/)
    .slice(1)
    .filter((row) => /<(?:\w+:)?(?:v|is)[\s>]/.test(row)).length;
}

/** One cell from what follows `<c`; null where it holds nothing. */
function readCell(piece: string): { row: number; xml: string } | null {
  const tagEnd = piece.indexOf('>');
  const tag = piece.slice(0, tagEnd);
  if (tagEnd < 0 || tag.endsWith('/')) return null;
  const end = piece.search(/<\/(?:\w+:)?c>/);
  const inside = piece.slice(tagEnd + 1, end < 0 ? undefined : end);
  const value = readValue(attributeOf(tag, 't') ?? 'n', inside);
  if (value === null) return null;
  const address = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(attributeOf(tag, 'r') ?? '');
  if (!address) throw new FileRefused('broken');
  const [, letters = '', digits = ''] = address;
  const row = Number(digits);
  if (columnNumber(letters) > columnsMax) throw new FileRefused('too_wide', row);
  const style = attributeOf(tag, 's') ?? '';
  return { row, xml: `<c r="${letters}${digits}"${/^\d+$/.test(style) ? ` s="${style}"` : ''} ${value}</c>` };
}

/** Kind and value of a cell, as they are written anew. */
function readValue(kind: string, inside: string): string | null {
  const stored = textOf(inside, 'v');
  if (kind === 'e') return inlineText(noValue);
  if (kind === 'inlineStr') {
    const text = inside
      .split(/<(?:\w+:)?t(?=[\s>])/)
      .slice(1)
      .map((part) => part.slice(part.indexOf('>') + 1).split('<')[0])
      .join('');
    return text === '' ? null : inlineText(text);
  }
  if (stored === null || stored === '') return /<(?:\w+:)?f[\s/>]/.test(inside) ? inlineText(noValue) : null;
  return ['n', 's', 'b', 'd', 'str'].includes(kind) ? `t="${kind}"><v>${stored}</v>` : null;
}

const inlineText = (text: string) => `t="inlineStr"><is><t xml:space="preserve">${text}</t></is>`;

/** The text of the first element of this name; it holds no other. */
function textOf(inside: string, name: string): string | null {
  const start = inside.search(new RegExp(`<(?:\\w+:)?${name}[\\s>]`));
  if (start < 0) return null;
  const from = inside.indexOf('>', start) + 1;
  return inside.slice(from).split('<')[0] ?? '';
}

function attributeOf(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found ? (found[1] ?? found[2] ?? '') : null;
}

/** A → 1, Z → 26, AA → 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
