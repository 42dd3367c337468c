import { parse } from 'csv-parse/sync';
import { FileRefused, fileLimits } from './file-fault.ts';
import { readNumber, type Cell, type TableRow } from './table.ts';

/** The rows of a text file: UTF-8 with or without its mark, UTF-16 with its mark, GB18030; comma, semicolon or TAB. Throws `FileRefused`. */
export function readTextTable(bytes: Buffer): TableRow[] {
  const text = decodeText(bytes);
  const lines = text.split(/\r?\n|\r/);
  // Counted before anything is parsed.
  if (lines.length > fileLimits.lastRowMax) {
    const filled = lines.filter((line) => /[^\s,;]/.test(line)).length - 1;
    if (filled > fileLimits.rowsMax) throw new FileRefused('too_many_rows', filled);
  }
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: findSeparator(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 100_000,
    });
  } catch {
    throw new FileRefused('not_text');
  }
  return records.map((cells, i) => ({ number: i + 1, cells: cells.map(toCell) }));
}

function decodeText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const names = mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const name of names)
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes);
      if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return text;
    } catch {
      // Not in this encoding.
    }
  throw new FileRefused('not_text');
}

/** The separator that stands most often in the first lines. */
function findSeparator(text: string): string {
  const head = text.split(/\r?\n|\r/, 10).join('\n');
  const counted = [',', ';', '\t'].map((separator) => ({ separator, times: head.split(separator).length }));
  return counted.reduce((most, one) => (one.times > most.times ? one : most)).separator;
}

/** A cell as it was meant: without the signs that keep a long number text; in powers of ten it has lost digits. */
function toCell(raw: string): Cell {
  const text = raw.replace(/^\t(?=.)/s, '').replace(/^="([^"=]*)"$/, '$1');
  const isPower = /^\s*\d(?:\.\d+)?[eE]\+?\d{1,2}\s*$/.test(text);
  if (isPower) return { ...readNumber(text.trim()), text: text.trim() };
  if (text.startsWith('=')) return { text: '', trouble: 'formula' };
  return { text: text.replace(/^'/, '') };
}
