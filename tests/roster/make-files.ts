import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import { FileRefused } from '../../app/training/roster/file-fault.ts';
import { readRows } from '../../app/training/roster/read-rows.ts';
import { readTables } from '../../app/training/roster/read-table.server.ts';
import { idNumberOf, nameOf, phoneOf } from './make-people.ts';

/** A short roster: its head and one person. */
export const head = ['姓名', '身份证号', '手机号'];
export const one = [nameOf(1), idNumberOf(1), phoneOf(1)];
/** The rows of a file. */
export const read = async (file: Buffer | Uint8Array) => readRows(await readTables(Buffer.from(file)));
/** Why a file is refused; null: it is read. Anything else that is thrown fails the test. */
export const refused = (file: Buffer | Uint8Array) =>
  read(file).then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof FileRefused)) throw error;
      return { fault: error.fault, row: error.row };
    },
  );
/** A plain workbook. */
export const book = (rows: unknown[][]) => writeXlsx(rows as never).toBuffer();

/** A workbook with one part changed, added or taken away. */
export function change(
  file: Buffer,
  parts: Record<string, (xml: string) => string | Uint8Array>,
): Uint8Array {
  const all: Record<string, Uint8Array> = unzipSync(file);
  for (const [name, edit] of Object.entries(parts)) {
    const made = edit(all[name] ? strFromU8(all[name]) : '');
    all[name] = typeof made === 'string' ? strToU8(made) : made;
  }
  return zipSync(all);
}

/** The first sheet, its cells in XML, and a head in it. */
export const sheet = 'xl/worksheets/sheet1.xml';
export const body = (cells: string) => (xml: string) =>
  xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${cells}</sheetData>`);
export const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const headRow = `<row r="1">${head.map((text, i) => inline(`${'ABC'[i]}1`, text)).join('')}</row>`;
