import { FileRefused, fileLimits } from './file-fault.ts';
import { readTextTable } from './read-text-table.server.ts';
import { readWorkbook } from './read-workbook.server.ts';
import type { TableRow } from './table.ts';

/** A file as tables, told by its first bytes, never by its name: a workbook's sheets, or the one table of a text. Throws `FileRefused`. */
export async function readTables(bytes: Buffer): Promise<TableRow[][]> {
  if (bytes.length === 0) throw new FileRefused('empty');
  if (bytes.length > fileLimits.bytesMax) throw new FileRefused('too_large');
  const first = bytes.subarray(0, 4).toString('hex');
  // A workbook with a password lies in the same old container as .xls.
  if (first === 'd0cf11e0') throw new FileRefused(isLocked(bytes) ? 'locked' : 'old_xls');
  if (first.startsWith('504b')) return readWorkbook(bytes);
  if (first.startsWith('25504446') || first.startsWith('89504e47') || first.startsWith('ffd8ff'))
    throw new FileRefused('not_a_table');
  return [readTextTable(bytes)];
}

function isLocked(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
